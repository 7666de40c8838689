package dev.winnow.ops.console;

import dev.winnow.ops.deadletters.Letter;
import dev.winnow.ops.deadletters.LetterId;
import dev.winnow.ops.deadletters.LetterTopic;
import dev.winnow.ops.deadletters.Replay;
import dev.winnow.ops.deadletters.ReplayOptions;
import dev.winnow.ops.deadletters.ReplayResult;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.deadletter.FailureReport;
import java.time.Duration;
import java.util.List;

/** The newest dead letters without their content, and the replay of one. */
final class Letters {
    static final int MOST = 100;
    private static final int OFFSETS = 400;
    private static final Duration FRESH = Duration.ofSeconds(2);

    /** A replay may have to wait for the end of a transaction of the application. */
    private static final Duration REPLAY_PATIENCE = Duration.ofSeconds(30);

    private final WinnowConfig config;
    private final Errands errands;
    private final Briefly<List<LetterView>> latest = new Briefly<>(FRESH);

    /**
     * One of them.
     *
     * @param id {@code PARTITION@OFFSET}
     * @param failedAt when the record was given up, ISO 8601
     * @param stage how far it came
     * @param cause what is wrong with it
     * @param bundle it was for
     * @param source {@code TOPIC PARTITION@OFFSET} of the record
     * @param bytes of key and value
     * @param replays how often it was sent again before
     * @param replayed whether it was sent again since
     */
    record LetterView(
            String id,
            String failedAt,
            String stage,
            String cause,
            String bundle,
            String source,
            long bytes,
            int replays,
            boolean replayed) {

        static LetterView of(Letter letter) {
            FailureReport report = letter.report();
            return new LetterView(
                    letter.id().toString(),
                    letter.failedAt().toString(),
                    report.stage().label(),
                    report.error(),
                    report.reporter().bundle(),
                    "%s %d@%d".formatted(report.topic(), report.partition(), report.offset()),
                    letter.bytes(),
                    report.replays(),
                    letter.replayed());
        }
    }

    Letters(WinnowConfig config, Errands errands) {
        this.config = config;
        this.errands = errands;
    }

    /** The newest first, a bounded number of them. */
    List<LetterView> latest() {
        return latest.get(() -> errands.run(() -> {
            try (LetterTopic topic = LetterTopic.open(config)) {
                return topic.latest(OFFSETS).stream()
                        .limit(MOST)
                        .map(LetterView::of)
                        .toList();
            }
        }));
    }

    /** Sends the record of one again, once at most. */
    ReplayResult replay(LetterId letter) {
        ReplayResult result = errands.run(() -> send(letter), REPLAY_PATIENCE);
        latest.forget();
        return result;
    }

    private ReplayResult send(LetterId letter) {
        try (LetterTopic topic = LetterTopic.open(config);
                Replay replay = new Replay(config, topic, ReplayOptions.defaults())) {
            return replay.these(List.of(letter));
        }
    }
}
