package dev.winnow.ops.metrics;

import dev.winnow.topology.deadletter.Stage;
import dev.winnow.topology.observe.Pipeline;
import dev.winnow.topology.observe.WrittenResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What is counted of one pipeline. */
final class PipelineMeters {

    /** A bundle with more labels has one series for all the others: each label is a series of every instance. */
    static final int MOST_LABELS = 100;

    private static final String OTHER_LABELS = "(other)";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Counter read;
    private final Counter shed;
    private final Counter violations;
    private final Timer age;
    private final Map<Stage, Counter> deadLetters = new EnumMap<>(Stage.class);
    private final Map<String, Counter> results = new ConcurrentHashMap<>();

    /** @param labels all that the model can give */
    PipelineMeters(MeterRegistry registry, Pipeline pipeline, List<String> labels) {
        this.registry = registry;
        this.tags = Tags.of("bundle", pipeline.bundle(), "input", pipeline.input());
        this.read = counter("winnow.records.read", "Records read", tags);
        this.shed = counter("winnow.shed", "Records given up in an overload", tags);
        this.violations = counter("winnow.slo.violations", "Results older than the policy's objective", tags);
        this.age = Timer.builder("winnow.age")
                .description("Record age at emission: from the record's timestamp to its result")
                .tags(tags)
                .serviceLevelObjectives(Buckets.AGE)
                .register(registry);
        for (Stage stage : List.of(Stage.READ, Stage.PREPARE, Stage.INFER, Stage.WRITE)) {
            deadLetters.put(
                    stage,
                    counter("winnow.dead.letters", "Records rejected, by the stage", tags.and("stage", stage.label())));
        }
        labels.stream().limit(MOST_LABELS).forEach(label -> results.put(label, resultCounter(label)));
    }

    private Counter counter(String name, String description, Tags ofCounter) {
        return Counter.builder(name).description(description).tags(ofCounter).register(registry);
    }

    private Counter resultCounter(String label) {
        return counter("winnow.results", "Results written, by their label", tags.and("label", label));
    }

    void read() {
        read.increment();
    }

    void written(WrittenResult result, boolean late) {
        Counter counted = results.get(result.outcome().prediction().label());
        (counted == null ? results.computeIfAbsent(OTHER_LABELS, this::resultCounter) : counted).increment();
        age.record(result.ageMillis(), TimeUnit.MILLISECONDS);
        if (late) {
            violations.increment();
        }
    }

    void rejected(Stage stage) {
        deadLetters.get(stage).increment();
    }

    void shed() {
        shed.increment();
    }
}
