package dev.winnow.ops.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.bench.scale.ProcessorTime.Part;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessorTimeTest {

    @ParameterizedTest
    @CsvSource({
        "winnow-engine-0, ENGINE",
        "winnow-tokenizer-1, STREAM",
        "winnow-backlog, STREAM",
        "run-3-bench--1f--topics-1-2--9a-StreamThread-1, STREAM",
        "kafka-producer-network-thread | run-3-bench--1f--topics-1-2--9a-StreamThread-2-producer, STREAM",
        "kafka-producer-network-thread | winnow-bench-feed, BENCH",
        "data-plane-kafka-request-handler-0, BROKER",
    })
    void shouldTellWhoAThreadWorksFor(String thread, Part part) {
        assertThat(ProcessorTime.part(thread, "run-3-bench")).isEqualTo(part);
    }
}
