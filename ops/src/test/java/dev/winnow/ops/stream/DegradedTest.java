package dev.winnow.ops.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.InputConfig;
import dev.winnow.topology.config.OutputConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.AppState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** A model or a configuration that fails at everything must not empty a topic into the dead letters. */
class DegradedTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** As many as the guard looks at before it trips, less one. */
    private static final int MOST_DEAD_LETTERS = 99;

    private final TestStream names = TestStream.create(2);
    private final List<AppState.Degraded> degradations = new CopyOnWriteArrayList<>();

    /** The model answers to what does not meet the condition, and to everything in its warm-up. */
    private static final class Moody extends Models.Lent {
        private volatile Predicate<TokenizedText> fails = text -> false;

        Moody() {
            super(Models.shared());
        }

        @Override
        public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
            if (documents.stream().anyMatch(fails)) {
                throw new IllegalStateException("no answer");
            }
            return super.classify(documents, offset);
        }
    }

    private RunningStream start(WinnowConfig config, Moody model) {
        RunningStream stream = RunningStream.start(names, config, pipeline -> model);
        stream.app().onChange(state -> {
            if (state instanceof AppState.Degraded degraded) {
                degradations.add(degraded);
            }
        });
        stream.app().awaitRunning(PATIENCE);
        return stream;
    }

    /** The third rest takes 4 s, longer than a thread may stay away from its consumer: it must not stay away. */
    @Test
    void shouldWaitForTheModelAndThenClassifyEachDocumentOnce() {
        // Given
        Moody model = new Moody();
        WinnowConfig config = withKafka("consumer.max.poll.interval.ms", "3000");
        try (RunningStream stream = start(config, model);
                Load load = new Load(names, 400)) {
            model.fails = text -> true;

            // When
            load.begin(300, 50);
            await().until(() -> {
                assertThat(stream.app().trouble()).isEmpty();
                return degradations.size() >= 3
                        && Instant.now().isAfter(degradations.get(2).retryAt().minusMillis(500));
            });
            long lettersWhileBroken = Harvest.of(names).deadLetters().size();
            AppState whileBroken = stream.app().state();
            model.fails = text -> false;
            await().until(() -> stream.app().state() instanceof AppState.Running);
            load.finish();
            Harvest harvest = stream.harvest();

            // Then
            assertThat(whileBroken).isInstanceOf(AppState.Degraded.class);
            assertThat(whileBroken.details())
                    .contains("'" + names.input() + "'", "infer", "IllegalStateException: no answer");
            assertThat(lettersWhileBroken).isLessThanOrEqualTo(MOST_DEAD_LETTERS);
            assertEachOnce(load, harvest);
        }
    }

    @Test
    void shouldNotMindTwoPercentOfFailures() {
        // Given
        Moody model = new Moody();
        try (RunningStream stream = start(names.config(Guarantee.EXACTLY_ONCE, BatchConfig.defaults()), model)) {
            String odd = "an odd one out";
            long[] oddIds = model.tokenize(odd).ids();
            model.fails = text -> Arrays.equals(text.ids(), oddIds);

            // When
            for (int n = 0; n < 300; n++) {
                stream.send("d" + n, n % 50 == 0 ? odd : "rain again");
            }
            Harvest harvest = stream.harvest();

            // Then
            assertThat(degradations).isEmpty();
            assertThat(harvest.results()).hasSize(294);
            assertThat(harvest.deadLetters()).hasSize(6).allMatch(letter -> letter.stage()
                    .equals("infer"));
        }
    }

    @Test
    void shouldStopForAWrongPathOfTheText() {
        // Given
        InputConfig wrong = new InputConfig(
                InputConfig.defaults().format(),
                "payload.body",
                InputConfig.defaults().separator(),
                InputConfig.defaults().id(),
                InputConfig.defaults().time(),
                InputConfig.defaults().maxBytes(),
                InputConfig.defaults().maxDepth());
        try (RunningStream stream = start(names.config(wrong, OutputConfig.defaults()), new Moody());
                Load load = new Load(names, 300)) {
            // When
            load.finish();
            await().until(() -> !degradations.isEmpty());

            // Then
            assertThat(degradations.get(0).reason()).contains("read", "payload");
            assertThat(Harvest.of(names).deadLetters()).hasSizeLessThanOrEqualTo(MOST_DEAD_LETTERS);
            assertThat(stream.app().failure()).isEmpty();
        }
    }

    private WinnowConfig withKafka(String key, String value) {
        WinnowConfig config = names.config(Guarantee.EXACTLY_ONCE);
        Map<String, String> kafka = new HashMap<>(config.kafka());
        kafka.put(key, value);
        return config.toBuilder().kafka(kafka).build();
    }

    private static ConditionFactory await() {
        return Waiting.upTo(PATIENCE).pollInterval(Duration.ofMillis(100));
    }

    /** Each document has a result, or a dead letter from before the guard tripped; none has both. */
    private static void assertEachOnce(Load load, Harvest harvest) {
        List<String> places = new ArrayList<>(harvest.ids());
        assertThat(harvest.deadLetters()).hasSizeLessThanOrEqualTo(MOST_DEAD_LETTERS);
        assertThat(harvest.deadLetters()).extracting(DeadLetter::source).doesNotHaveDuplicates();
        assertThat(places).doesNotHaveDuplicates();
        assertThat(places.size() + harvest.deadLetters().size())
                .isEqualTo(load.ids().size());
    }
}
