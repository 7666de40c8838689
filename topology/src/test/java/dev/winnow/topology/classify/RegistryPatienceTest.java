package dev.winnow.topology.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistryException;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.v1.Document;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryPatienceTest {

    private static final byte[] NEEDS_THE_REGISTRY = {0, 0, 0, 0, 1, 0};

    private final AvroSerdes away =
            new AvroSerdes(new RegistrySettings("http://localhost:1", false, Duration.ofSeconds(1), 10, Map.of()));
    private final Deserializer<Document> deserializer = away.document().deserializer();
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void close() {
        away.close();
    }

    private Document ask() {
        calls.incrementAndGet();
        return deserializer.deserialize("documents", NEEDS_THE_REGISTRY);
    }

    @Test
    void shouldTryAgainUntilTheRegistryIsBack() {
        // Given
        RegistryPatience patience = new RegistryPatience(Duration.ofMinutes(1));
        Document document = new Document("id", "text", Map.of(), null);

        // When
        Document read = patience.call(() -> calls.get() < 3 ? ask() : document);

        // Then
        assertThat(read).isSameAs(document);
        assertThat(calls).hasValue(3);
    }

    @Test
    void shouldGiveUpAtTheBound() {
        // Given
        RegistryPatience patience = new RegistryPatience(Duration.ofMillis(100));
        long start = System.nanoTime();

        // When / Then
        assertThatThrownBy(() -> patience.call(this::ask)).isInstanceOf(RegistryException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        assertThat(calls.get()).isBetween(2, 20);
    }

    @Test
    void shouldNotTryAgainWhenTheRecordIsAtFault() {
        // Given
        RegistryPatience patience = new RegistryPatience(Duration.ofMinutes(1));

        // When / Then
        assertThatThrownBy(() -> patience.call(() -> {
                    calls.incrementAndGet();
                    throw new IllegalArgumentException("bad record");
                }))
                .hasMessage("bad record");
        assertThat(calls).hasValue(1);
    }
}
