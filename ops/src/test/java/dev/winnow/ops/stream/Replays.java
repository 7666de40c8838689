package dev.winnow.ops.stream;

import dev.winnow.ops.deadletters.LetterFilter;
import dev.winnow.ops.deadletters.LetterId;
import dev.winnow.ops.deadletters.LetterTopic;
import dev.winnow.ops.deadletters.Replay;
import dev.winnow.ops.deadletters.ReplayOptions;
import dev.winnow.ops.deadletters.ReplayResult;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;

/** Replays of the letters of a graveyard, each as a command of its own would do it. */
record Replays(Graveyard graveyard) {

    ReplayResult all() {
        return all(Graveyard.ANY, ReplayOptions.defaults());
    }

    ReplayResult all(LetterFilter filter, ReplayOptions options) {
        try (LetterTopic topic = LetterTopic.open(graveyard.config());
                Replay replay = new Replay(graveyard.config(), topic, options)) {
            return replay.all(filter);
        }
    }

    /** With producers of the test's own. */
    ReplayResult all(Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {
        try (LetterTopic topic = LetterTopic.open(graveyard.config());
                Replay replay = new Replay(graveyard.config(), topic, ReplayOptions.defaults(), producers)) {
            return replay.all(Graveyard.ANY);
        }
    }

    ReplayResult these(LetterId... ids) {
        try (LetterTopic topic = LetterTopic.open(graveyard.config());
                Replay replay = new Replay(graveyard.config(), topic, ReplayOptions.defaults())) {
            return replay.these(List.of(ids));
        }
    }
}
