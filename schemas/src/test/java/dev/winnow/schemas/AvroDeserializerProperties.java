package dev.winnow.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.v1.Document;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.serialization.Serde;

class AvroDeserializerProperties {
    private static final String REGISTRY = "properties";

    private final AvroSerdes serdes = new AvroSerdes(RegistrySettings.inProcess(REGISTRY));
    private final Serde<Document> serde = serdes.document();

    private byte[] write(String text) {
        return serde.serializer()
                .serialize(
                        "documents",
                        Document.newBuilder().setId("a").setText(text).build());
    }

    @Property(tries = 300)
    void shouldReadOrRefuseAnyBytes(@ForAll @Size(max = 64) byte[] avro) {
        // Given
        int id = ByteBuffer.wrap(write("seed")).getInt(1);
        byte[] bytes = ByteBuffer.allocate(5 + avro.length)
                .put((byte) 0)
                .putInt(id)
                .put(avro)
                .array();

        // When
        Object outcome = outcomeOf(bytes);

        // Then
        assertThat(outcome).isInstanceOfAny(Document.class, UnreadableRecordException.class);
    }

    @Property(tries = 300)
    void shouldReadOrRefuseADamagedRecord(@ForAll String text, @ForAll int position, @ForAll byte damage) {
        // Given
        byte[] bytes = write(text);
        bytes[5 + Math.floorMod(position, bytes.length - 5)] = damage;

        // When
        Object outcome = outcomeOf(bytes);

        // Then
        assertThat(outcome).isInstanceOfAny(Document.class, UnreadableRecordException.class);
    }

    private Object outcomeOf(byte[] bytes) {
        try {
            return serde.deserializer().deserialize("documents", bytes);
        } catch (SchemaException e) {
            return e;
        }
    }
}
