package dev.winnow.schemas;

import dev.winnow.v1.Classification;
import dev.winnow.v1.ControlPolicy;
import dev.winnow.v1.Document;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.KafkaAvroSerializerConfig;
import io.confluent.kafka.serializers.subject.strategy.SubjectNameStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Builds the serdes of record values, all on one registry client and so on one cache.
 *
 * <p>Its serdes are safe for use by several threads at once; they throw {@link SchemaException} and nothing else of
 * their own. Closing a serde leaves the client open; {@link #close()} closes it for all of them.
 */
public final class AvroSerdes implements AutoCloseable {
    private final RegistrySettings settings;
    private final SchemaRegistryClient client;

    /** Connects to nothing yet: the registry is first asked when a record comes. */
    public AvroSerdes(RegistrySettings settings) {
        this.settings = settings;
        this.client = SchemaRegistryClientFactory.newClient(
                settings.url(),
                settings.cacheSize(),
                List.of(new AvroSchemaProvider()),
                settings.toClientProperties(),
                Map.of());
    }

    public Serde<Document> document() {
        return valueSerde(Document.getClassSchema());
    }

    public Serde<Classification> classification() {
        return valueSerde(Classification.getClassSchema());
    }

    public Serde<ControlPolicy> controlPolicy() {
        return valueSerde(ControlPolicy.getClassSchema());
    }

    /**
     * Reads values of any schema into the objects of Avro's generic form: {@code IndexedRecord}, {@code Map}, {@code List},
     * {@code String} and numbers; timestamps become {@link java.time.Instant}.
     *
     * @param maxDepth levels of records, maps and arrays at most
     */
    public Deserializer<Object> anyValue(int maxDepth) {
        return deserializer(schema -> Decoding.asWritten(schema, maxDepth));
    }

    /** The subjects that values are written under. */
    public Subjects subjects() {
        Object naming = new KafkaAvroSerializerConfig(settings.toClientProperties()).valueSubjectNameStrategy();
        // The client says Object for the sake of an older interface, which no class of SubjectNaming needs.
        return new Subjects(client, (SubjectNameStrategy) naming);
    }

    private <T extends SpecificRecord> Serde<T> valueSerde(Schema schema) {
        return Serdes.serdeFrom(
                new AvroSerializer<>(confluentSerializer()), deserializer(writer -> Decoding.into(writer, schema)));
    }

    private <T> Deserializer<T> deserializer(Function<Schema, Decoding<T>> decodings) {
        return new AvroDeserializer<>(decodings, new WriterSchemas(client), settings.cacheSize());
    }

    private KafkaAvroSerializer confluentSerializer() {
        Map<String, Object> properties = settings.toClientProperties();
        // Other languages read these schemas too: "avro.java.string" means nothing to them.
        properties.putIfAbsent(KafkaAvroSerializerConfig.AVRO_REMOVE_JAVA_PROPS_CONFIG, true);
        KafkaAvroSerializer serializer = new KafkaAvroSerializer(client);
        serializer.configure(properties, false);
        return serializer;
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the client of the schema registry", e);
        }
    }
}
