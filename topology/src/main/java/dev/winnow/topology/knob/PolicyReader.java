package dev.winnow.topology.knob;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Follows the control topic on a thread of its own: reads all of it first, passes on what it has come to, and then each change.
 * Whatever goes wrong, it begins anew after a second, for ever, and what was in force stays in force meanwhile. Why this is no
 * global store of Kafka Streams: docs/adr/0007.
 *
 * <p>A topic that was deleted and created again is another one and is read from its beginning; its id tells.
 */
final class PolicyReader implements AutoCloseable {

    /** What the reader asks of the cluster. */
    interface Cluster {
        /** A consumer without a group. */
        Consumer<byte[], byte[]> consumer();

        /** The id of a topic; throws when there is none. */
        Uuid topicId(String topic);
    }

    private static final Logger LOG = LoggerFactory.getLogger(PolicyReader.class);
    private static final String NOT_YET = "not read yet";
    /** Before it begins anew after a failure. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    /** In pauses. */
    private static final int LOOK_AT_ID_AFTER = 5;

    private static final Duration REQUEST = Duration.ofSeconds(10);
    private static final Duration JOIN = Duration.ofSeconds(10);

    private final String topic;
    private final Cluster cluster;
    private final Duration pause;
    private final Map<PolicyGate, Standing> standings = new HashMap<>();
    private final java.util.function.Consumer<Map<PolicyGate, Standing>> published;
    private final CountDownLatch caughtUp = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "winnow-policies");
    private volatile Consumer<byte[], byte[]> current;
    private volatile ControlTopicState state;

    /**
     * Nothing is read before the start.
     *
     * @param pause before it begins anew after a failure
     * @param published takes what the topic has come to, for all gates; called by the thread of the reader
     */
    PolicyReader(
            String topic,
            Cluster cluster,
            Duration pause,
            List<PolicyGate> gates,
            java.util.function.Consumer<Map<PolicyGate, Standing>> published) {
        this.topic = topic;
        this.cluster = cluster;
        this.pause = pause;
        this.published = published;
        gates.forEach(gate -> standings.put(gate, Standing.NONE));
        state = new ControlTopicState(topic, false, NOT_YET, Instant.now());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    ControlTopicState state() {
        return state;
    }

    /** Waits until the topic was read once; returns whether it was. */
    boolean awaitCaughtUp(Duration patience) {
        try {
            return caughtUp.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run() {
        while (closing.getCount() > 0) {
            try {
                follow();
            } catch (WakeupException closed) {
                return;
            } catch (RuntimeException e) {
                unreadable(e);
            }
            pause();
        }
    }

    private void follow() {
        Uuid id = cluster.topicId(topic);
        try (Consumer<byte[], byte[]> consumer = cluster.consumer()) {
            current = consumer;
            List<TopicPartition> partitions = consumer.partitionsFor(topic, REQUEST).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            readToEnd(consumer, consumer.endOffsets(partitions, REQUEST));
            readOn(consumer, id);
        } finally {
            current = null;
        }
    }

    /** Older records of a bundle are not put into force on the way: they may be of last year. */
    private void readToEnd(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        standings.replaceAll((gate, before) -> Standing.NONE);
        while (ends.keySet().stream()
                .anyMatch(partition -> consumer.position(partition, REQUEST) < ends.get(partition))) {
            take(poll(consumer));
        }
        publish();
        if (!state.readable()) {
            LOG.atInfo().addKeyValue("topic", topic).log("the control topic is being followed");
        }
        state = new ControlTopicState(topic, true, "", Instant.now());
        caughtUp.countDown();
    }

    private void readOn(Consumer<byte[], byte[]> consumer, Uuid id) {
        long asked = System.nanoTime();
        while (true) {
            if (take(poll(consumer))) {
                publish();
            }
            if (System.nanoTime() - asked > LOOK_AT_ID_AFTER * pause.toNanos()) {
                if (!cluster.topicId(topic).equals(id)) {
                    throw new IllegalStateException("the control topic was deleted and created anew");
                }
                asked = System.nanoTime();
            }
        }
    }

    private ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer) {
        if (closing.getCount() == 0) {
            throw new WakeupException();
        }
        return consumer.poll(pause);
    }

    /** Returns whether a record was for a bundle of this process. Others are nobody's business here. */
    private boolean take(ConsumerRecords<byte[], byte[]> records) {
        boolean any = false;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            for (Map.Entry<PolicyGate, Standing> standing : standings.entrySet()) {
                PolicyGate gate = standing.getKey();
                if (Arrays.equals(gate.bundle().getBytes(UTF_8), record.key())) {
                    standing.setValue(gate.next(standing.getValue(), record));
                    any = true;
                }
            }
        }
        return any;
    }

    private void publish() {
        published.accept(Map.copyOf(standings));
    }

    /** One line in the log for an outage, however long. */
    private void unreadable(RuntimeException failure) {
        String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        boolean first = state.readable() || state.reason().equals(NOT_YET);
        LOG.atLevel(first ? Level.WARN : Level.DEBUG)
                .addKeyValue("topic", topic)
                .addKeyValue("error", reason)
                .log("the control topic cannot be read; the policies that are known stay in force");
        state = new ControlTopicState(topic, false, reason, first ? Instant.now() : state.since());
    }

    private void pause() {
        try {
            var unused = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        Consumer<byte[], byte[]> reading = current;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            thread.join(JOIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
