package dev.winnow.topology.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.config.BatchConfig;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BufferSharesTest {

    private static final int KIBIBYTE = 1_024;

    @ParameterizedTest(name = "{0} KiB to hold, {1} partitions: fetch {2} KiB")
    @CsvSource({"65536, 1, 2048", "65536, 32, 64", "4096, 4, 256", "1024, 4, 64", "1024, 1000, 16"})
    void shouldDivideWhatConsumersMayHoldAmongPartitions(int bufferKibibytes, int partitions, int fetchKibibytes) {
        // Given
        BatchConfig batch = new BatchConfig(1_500, 128, Duration.ZERO, bufferKibibytes * KIBIBYTE);

        // When
        int fetch = BufferShares.fetch(batch, partitions);

        // Then
        assertThat(fetch).isEqualTo(fetchKibibytes * KIBIBYTE);
    }
}
