package dev.winnow.ops.deadletters;

import dev.winnow.topology.config.WinnowConfig;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends the records of dead letters again, each exactly once, however often and by how many processes it is tried: record and
 * {@link ReplayMark} go in one transaction; a replay first ends all earlier ones of the same topic and then reads their
 * marks. A letter that comes while it runs is left to the next one, so that a record which fails again does not go round.
 *
 * <p>For one {@link #all} or {@link #these}.
 */
public final class Replay implements AutoCloseable {
    private final LetterTopic topic;
    private final ReplayOptions options;
    private final Tally tally = new Tally();
    private final Optional<Outbox> outbox;

    /** With Kafka's own producer. */
    public Replay(WinnowConfig config, LetterTopic topic, ReplayOptions options) {
        this(
                config,
                topic,
                options,
                settings -> new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /** With a producer of the caller's choice, for instance one that dies at a certain point. */
    public Replay(
            WinnowConfig config,
            LetterTopic topic,
            ReplayOptions options,
            Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
        this.topic = topic;
        this.options = options;
        this.outbox = options.dryRun()
                ? Optional.empty()
                : Optional.of(new Outbox(
                        producers.apply(new LetterClients(config).producer()),
                        topic.name(),
                        options.perSecond(),
                        tally));
    }

    /**
     * Sends the records of all letters that the filter accepts.
     *
     * @throws IllegalStateException when another replay took over or the broker stopped it in the middle
     */
    public ReplayResult all(LetterFilter filter) {
        return counted(() -> {
            List<Span> spans = topic.spans(filter.since());
            topic.expectTwice(spans);
            Marks marks = topic.marks(spans);
            spans.forEach(span -> topic.letters(span, filter, marks, this::offer));
        });
    }

    /**
     * Sends the records of these letters; one that is not there counts as failed.
     *
     * @throws IllegalStateException when another replay took over or the broker stopped it in the middle
     */
    public ReplayResult these(Collection<LetterId> letters) {
        SortedSet<LetterId> wanted = new TreeSet<>(letters);
        return counted(() -> {
            Map<Integer, Span> spans = new HashMap<>();
            topic.spans(Optional.empty())
                    .forEach(span -> spans.put(span.partition().partition(), span));
            Marks marks = topic.marks(behind(wanted, spans));
            for (LetterId id : wanted) {
                Optional.ofNullable(spans.get(id.partition()))
                        .flatMap(span -> topic.find(span, id, marks))
                        .ifPresentOrElse(this::offer, () -> tally.failed(id, "there is no dead letter"));
            }
        });
    }

    /** Where the marks of letters may lie: behind the first of each partition. */
    private static List<Span> behind(SortedSet<LetterId> letters, Map<Integer, Span> spans) {
        Map<Integer, Span> behind = new HashMap<>();
        for (LetterId id : letters) {
            if (spans.containsKey(id.partition())) {
                behind.putIfAbsent(id.partition(), spans.get(id.partition()).from(id.offset()));
            }
        }
        return List.copyOf(behind.values());
    }

    private ReplayResult counted(Runnable offering) {
        try {
            outbox.ifPresent(Outbox::takeOver);
            offering.run();
            outbox.ifPresent(Outbox::flush);
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw stopped("another replay of '" + topic.name() + "' took over", e);
        } catch (KafkaException e) {
            throw stopped(e.getMessage(), e);
        }
        return tally.result();
    }

    private IllegalStateException stopped(String why, KafkaException cause) {
        return new IllegalStateException(
                "the replay stopped after %d records: %s. What was sent is marked; replay again for the rest, nothing is sent twice"
                        .formatted(tally.result().sent(), why),
                cause);
    }

    private void offer(Letter letter) {
        if (letter.replayed()) {
            tally.alreadyReplayed();
            return;
        }
        Optional<String> hindrance = hindrance(letter);
        if (hindrance.isPresent()) {
            tally.failed(letter.id(), hindrance.get());
        } else if (outbox.isPresent()) {
            outbox.get().add(Outgoing.of(letter, target(letter), partition(letter), timestamp(letter)));
        } else {
            tally.sent(1);
        }
    }

    private Optional<String> hindrance(Letter letter) {
        if (letter.report().omitted().isPresent()) {
            return Optional.of("the dead letter lacks a part that was too large for its topic ("
                    + letter.report().omitted().get() + "); fetch it from the source");
        }
        if (letter.report().replays() >= options.maxReplays()) {
            return Optional.of("sent again %d times already; see --max-replays"
                    .formatted(letter.report().replays()));
        }
        Optional<TargetTopic> target = topic.targets().of(target(letter));
        if (target.isEmpty()) {
            return Optional.of("topic '" + target(letter) + "' does not exist");
        }
        return target.get().forgets(timestamp(letter), Instant.now())
                ? Optional.of(
                        "the record is older than what topic '%s' keeps (retention.ms) and might be deleted unread; see --as-of-now"
                                .formatted(target(letter)))
                : Optional.empty();
    }

    private String target(Letter letter) {
        return options.to().orElse(letter.report().topic());
    }

    /** At home the partition it came from, whatever chose that; elsewhere, or where that is gone, by the key. */
    private Integer partition(Letter letter) {
        int original = letter.report().partition();
        int partitions = topic.targets().of(target(letter)).orElseThrow().partitions();
        return options.to().isEmpty() && original < partitions ? Integer.valueOf(original) : null;
    }

    private Instant timestamp(Letter letter) {
        return options.asOfNow()
                ? Instant.now()
                : Instant.ofEpochMilli(letter.report().timestamp());
    }

    @Override
    public void close() {
        outbox.ifPresent(Outbox::close);
    }
}
