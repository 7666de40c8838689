package dev.winnow.ops.console;

import dev.winnow.ops.deadletters.LetterId;
import dev.winnow.ops.deadletters.LetterLine;
import dev.winnow.ops.deadletters.LetterTopic;
import dev.winnow.ops.deadletters.Replay;
import dev.winnow.ops.deadletters.ReplayOptions;
import dev.winnow.ops.deadletters.ReplayResult;
import dev.winnow.topology.config.WinnowConfig;
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
    private final BrokerQuestions broker;
    private final CachedAnswer<List<LetterLine>> latest = new CachedAnswer<>(FRESH);

    Letters(WinnowConfig config, BrokerQuestions broker) {
        this.config = config;
        this.broker = broker;
    }

    /** The newest first, a bounded number of them. */
    List<LetterLine> latest() {
        return latest.get(() -> broker.run(() -> {
            try (LetterTopic topic = LetterTopic.open(config)) {
                return topic.latest(OFFSETS).stream()
                        .limit(MOST)
                        .map(LetterLine::of)
                        .toList();
            }
        }));
    }

    /** Sends the record of one again, once at most. */
    ReplayResult replay(LetterId letter) {
        ReplayResult result = broker.run(() -> send(letter), REPLAY_PATIENCE);
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
