package dev.winnow.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.stream.HttpRegistry;
import dev.winnow.ops.stream.Services;
import dev.winnow.ops.stream.TestStream;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.v1.Document;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/**
 * The registry goes away while documents come in whose schema nobody has asked for yet: schemas that are known need no
 * registry, and would hide the outage.
 */
class RegistryOutageTest extends FaultTest {
    private static final String WAITS = "the schema registry does not help";
    private static final int OUTAGES = 3;

    @Test
    void shouldWaitForTheRegistry() {
        try (HttpRegistry registry = new HttpRegistry();
                Trial trial = new Trial(
                        "registry down",
                        TestStream.create(Services.bootstrapServers(), registry.url(), Trial.PARTITIONS),
                        program(Guarantee.EXACTLY_ONCE),
                        folder)) {
            // Given
            AtomicInteger schema = new AtomicInteger(newSchema(registry, 0));
            trial.send(number -> withSchema(trial.documents().apply(number), schema.get()));

            // When
            trial.begin();
            for (int outage = 1; outage <= OUTAGES; outage++) {
                trial.awaitProgress();
                int next = newSchema(registry, outage);
                registry.goAway();
                trial.awaitWords(WAITS, () -> schema.set(next));
                trial.fleet().killOldest();
                trial.fleet().start(trial.launch());
                registry.comeBack();
                trial.awaitMembers();
            }
            trial.note("outages", OUTAGES);
            Toll toll = trial.finish();
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, 0);
            assertThat(trial.fleet().saying(WAITS)).as("processes that waited").isGreaterThanOrEqualTo(Trial.PROCESSES);
        }
    }

    /** The schema of documents under another id, as an annotation makes it another schema to the registry. */
    private static int newSchema(HttpRegistry registry, int number) {
        Schema schema = new Schema.Parser().parse(Document.getClassSchema().toString());
        schema.addProp("edition", number);
        return registry.register("editions", schema.toString());
    }

    private static ProducerRecord<byte[], byte[]> withSchema(ProducerRecord<byte[], byte[]> record, int id) {
        ByteBuffer.wrap(record.value()).putInt(1, id);
        return record;
    }
}
