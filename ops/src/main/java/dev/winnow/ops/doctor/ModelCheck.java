package dev.winnow.ops.doctor;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.preflight.Fingerprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Loads every model and asks it once: what loads may still have no answer. */
final class ModelCheck implements Check {

    @Override
    public String name() {
        return "model";
    }

    @Override
    public Set<String> needs() {
        return Set.of("natives", "bundles");
    }

    @Override
    public Duration limit() {
        return Duration.ofMinutes(2);
    }

    @Override
    public List<Finding> look(Setup setup) {
        Map<String, Classifier> models = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        try {
            for (PipelineConfig pipeline : setup.config().pipelines()) {
                if (!models.containsKey(pipeline.bundle())) {
                    long start = System.nanoTime();
                    Classifier model = BundleClassifier.load(
                            Bundle.open(pipeline.bundle()),
                            setup.config().engine().engine(setup.config().batch()));
                    models.put(pipeline.bundle(), model);
                    findings.add(ask(model, setup, start));
                }
            }
            setup.learn(Fingerprint.of(setup.config().pipelines(), pipeline -> models.get(pipeline.bundle())));
        } finally {
            models.values().forEach(Classifier::close);
        }
        return findings;
    }

    private static Finding ask(Classifier model, Setup setup, long start) {
        String label = model.classify(
                        List.of(model.tokenize("The train is late again")),
                        setup.config().model().offset())
                .get(0)
                .label();
        return Finding.ok("%s loads and answers ('%s') within %d ms"
                .formatted(model.model(), label, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
    }
}
