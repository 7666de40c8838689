package dev.winnow.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.stream.FaultLog;
import dev.winnow.ops.stream.Feed;
import dev.winnow.ops.stream.Launch;
import dev.winnow.ops.stream.Offsets;
import dev.winnow.ops.stream.TestStream;
import dev.winnow.ops.stream.WinnowProcess;
import dev.winnow.topology.config.ApplicationConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * One fault, tried: an application of three processes on eight partitions, numbered documents, a disturbance, and the
 * count of what came out. What disturbs is the test's own business; this class waits for the moments to do it in, which
 * are told by progress and not by the clock, so that few documents do as well as many.
 */
final class Trial implements AutoCloseable {
    static final int DOCUMENTS = Integer.getInteger("faults.documents", 100_000);
    static final int PROCESSES = 3;
    static final int PARTITIONS = 8;

    /** Documents that must be committed between two disturbances: each finds the application at work. */
    private static final int PROGRESS = Math.max(1, DOCUMENTS / 50);

    /** Each stream thread of a process is a member of the group. */
    private static final int THREADS = ApplicationConfig.defaults().threads();

    private static final Duration PATIENCE = Duration.ofMinutes(5).plusMillis(5L * DOCUMENTS);

    private final String fault;
    private final TestStream stream;
    private final Launch launch;
    private final Feed feed;
    private final Offsets offsets;
    private final Documents documents;
    private final Fleet fleet;
    private final Map<String, Object> evidence = new LinkedHashMap<>();
    private final long begun = System.nanoTime();
    private Traffic traffic;

    Trial(String fault, TestStream stream, Launch launch, Path folder) {
        this.fault = fault;
        this.stream = stream;
        this.launch = launch;
        this.feed = new Feed(stream);
        this.offsets = new Offsets(stream);
        this.documents = new Documents(stream, feed);
        this.fleet = new Fleet(stream, folder);
        this.traffic = new Traffic(feed, documents, DOCUMENTS);
    }

    /** On the broker and the registry that all tests share. */
    static Trial of(String fault, Launch launch, Path folder) {
        return new Trial(fault, TestStream.create(PARTITIONS), launch, folder);
    }

    /** Another sender than the usual, before anything is sent. */
    void send(IntFunction<ProducerRecord<byte[], byte[]>> others) {
        traffic.close();
        traffic = new Traffic(feed, others, DOCUMENTS);
    }

    Documents documents() {
        return documents;
    }

    TestStream stream() {
        return stream;
    }

    Offsets offsets() {
        return offsets;
    }

    Fleet fleet() {
        return fleet;
    }

    Launch launch() {
        return launch;
    }

    /** Starts the processes, waits until all have partitions, and begins to send. */
    void begin() {
        for (int i = 0; i < PROCESSES; i++) {
            fleet.start(launch);
        }
        awaitMembers();
        traffic.begin();
        awaitProgress();
    }

    /** Waits until the running processes share the partitions, all their threads and nobody else. */
    void awaitMembers() {
        await().until(() -> {
            fleet.requireAlive();
            List<String> consumers = offsets.consumers();
            return consumers.size() == fleet.running().size() * THREADS
                    && fleet.running().stream().allMatch(process -> holdsPartitions(process, consumers));
        });
    }

    private static boolean holdsPartitions(WinnowProcess process, List<String> consumers) {
        return Instance.of(process)
                .map(instance -> consumers.stream().filter(instance::owns).count() == THREADS)
                .orElse(false);
    }

    /** Waits until some documents more are committed. */
    void awaitProgress() {
        traffic.beginPhase();
        long goal = Math.min(DOCUMENTS, offsets.committed() + PROGRESS);
        await().until(() -> {
            fleet.requireAlive();
            return offsets.committed() >= goal;
        });
    }

    /** Waits until the process has written results whose offsets are not: if it dies now, something is left undone. */
    void awaitOpenTransaction(WinnowProcess process) {
        await().until(() -> transactionIsOpen(process));
    }

    /** Whether the broker holds a transaction of the process open. That of a dead process stays so until it times out. */
    boolean transactionIsOpen(WinnowProcess process) {
        return Instance.of(process).stream()
                .anyMatch(instance -> offsets.openTransactions().stream().anyMatch(instance::owns));
    }

    /** Does something to the processes and waits until each that runs now has said these words afterwards. */
    void awaitWords(String words, Runnable disturbance) {
        Hearing hearing = new Hearing(fleet, words);
        disturbance.run();
        await().until(() -> {
            fleet.requireAlive();
            return hearing.fromAll();
        });
    }

    /** A number for the line of this trial, that tells how often the fault struck. */
    void note(String what, Object count) {
        evidence.put(what, count);
    }

    /** Sends the rest, waits until everything is committed, and counts. */
    Toll finish() {
        traffic.finish();
        await().until(() -> {
            fleet.requireAlive();
            return offsets.settled();
        });
        return toll();
    }

    /** Counts what is there now. */
    Toll toll() {
        return Toll.of(stream, DOCUMENTS);
    }

    /** Writes the line of this fault. */
    void write(Toll toll) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("fault", fault);
        line.put("documents", toll.documents());
        line.put("lost", toll.lost());
        line.put("duplicated", toll.duplicated());
        line.put("outOfOrder", toll.outOfOrder());
        line.put("guarantee", launch.settings().get("application.guarantee"));
        line.put("deadLetters", toll.deadLetters());
        line.put("seconds", Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        line.putAll(evidence);
        FaultLog.add(line);
    }

    /** Every document has one result or dead letter, so many of the latter, and the results of a key are in order. */
    static void assertExactlyOnce(Toll toll, int deadLetters) {
        assertThat(toll.lost()).as("lost: %s", toll).isZero();
        assertThat(toll.duplicated()).as("duplicated: %s", toll).isZero();
        assertThat(toll.outOfOrder()).as("out of order: %s", toll).isZero();
        assertThat(toll.mismatched()).as("mismatched: %s", toll).isZero();
        assertThat(toll.deadLetters()).as("dead letters: %s", toll).isEqualTo(deadLetters);
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
    }

    @Override
    public void close() {
        fleet.close();
        traffic.close();
        feed.close();
        offsets.close();
    }
}
