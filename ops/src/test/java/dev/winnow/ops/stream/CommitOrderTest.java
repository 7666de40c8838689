package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.lifecycle.WinnowApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The calls around a commit, recorded between the application and a real broker. Losing nothing rests on an internal call
 * of Kafka Streams that no contract promises: this test fails when another version makes it at another time, or not at all.
 *
 * <p>Batches close by nothing but the commit: their linger is longer than the test and they never fill. So every result is
 * there because the hook was called. Each task of a commit sends and flushes in its turn.
 */
class CommitOrderTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final BatchConfig NEVER_BY_ITSELF = new BatchConfig(4_096, 4_096, Duration.ofSeconds(10), 64 << 20);
    private static final int PARTITIONS = 2;

    /** Not a multiple of the naive buffer's batch. */
    private static final int PER_PARTITION = 45;

    private final TestStream stream = TestStream.create(PARTITIONS);
    private final RecordingClients clients = new RecordingClients(stream.input());
    private final Offsets offsets = new Offsets(stream);
    private final Feed feed = new Feed(stream);

    @AfterEach
    void close() {
        feed.close();
        offsets.close();
    }

    @Test
    void shouldSendResultsThenOffsetsThenCommitExactlyOnce() {
        // When
        CommitTrace trace = run(Guarantee.EXACTLY_ONCE);

        // Then
        assertThat(trace.offsetsAheadOfResults()).isEmpty();
        assertThat(trace.commits(CommitStep.Commit.class))
                .anyMatch(commit -> commit.contains("Send"))
                .allSatisfy(commit -> assertThat(commit).matches("((Begin )?(Send )?Flush )+(Begin )?Offsets Commit"));
        assertResultsComeFromTheHook(trace);
    }

    @Test
    void shouldSendResultsAndAwaitTheBrokerBeforeOffsetsAtLeastOnce() {
        // When
        CommitTrace trace = run(Guarantee.AT_LEAST_ONCE);

        // Then
        assertThat(trace.offsetsAheadOfResults()).isEmpty();
        assertThat(trace.commits(CommitStep.Offsets.class))
                .anyMatch(commit -> commit.contains("Send"))
                .allSatisfy(commit -> assertThat(commit).matches("((Send )?Flush )+Offsets"));
        assertResultsComeFromTheHook(trace);
    }

    /** The negative control: without the hook the same recording shows the fault. */
    @Test
    void shouldSeeOffsetsAheadOfResultsWithoutTheHook(@TempDir Path state) {
        // When
        sendDocuments();
        StreamsConfig config = new StreamsConfig(Map.of(
                "bootstrap.servers",
                stream.bootstrapServers(),
                "application.id",
                stream.id(),
                "processing.guarantee",
                StreamsConfig.EXACTLY_ONCE_V2,
                "commit.interval.ms",
                "200",
                "state.dir",
                state.toString(),
                "consumer.auto.offset.reset",
                "earliest"));
        try (KafkaStreams naive = new KafkaStreams(NaiveBuffer.topology(stream), config, clients)) {
            naive.start();
            awaitAllCommitted();
        }

        // Then
        assertThat(clients.trace().sends()).isNotEmpty();
        assertThat(clients.trace().offsetsAheadOfResults()).isNotEmpty();
    }

    private CommitTrace run(Guarantee guarantee) {
        try (WinnowApp app = new WinnowApp(stream.config(guarantee, NEVER_BY_ITSELF), Models.loader(), clients)) {
            app.start();
            sendDocuments();
            awaitAllCommitted();
            sendMoreDocuments();
            awaitAllCommitted();
        }
        return clients.trace();
    }

    private void sendDocuments() {
        send(0, PER_PARTITION);
    }

    /** A second time, so that a commit is recorded that follows others. */
    private void sendMoreDocuments() {
        send(PER_PARTITION, 2 * PER_PARTITION);
    }

    private void send(int from, int to) {
        for (int n = from; n < to; n++) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                String key = RecordingClients.key(partition, n);
                feed.send(partition, key, feed.encode(key, "a quiet morning"));
            }
        }
        feed.flush();
    }

    private void awaitAllCommitted() {
        Awaitility.await().atMost(PATIENCE).until(offsets::settled);
    }

    private static void assertResultsComeFromTheHook(CommitTrace trace) {
        assertThat(trace.sends()).hasSize(2 * PARTITIONS * PER_PARTITION).allSatisfy(send -> assertThat(send.inHook())
                .isTrue());
    }
}
