package dev.winnow.topology.lifecycle;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.knob.KnobbedLane;
import dev.winnow.topology.load.BundleProgress;
import dev.winnow.topology.microbatch.Lane;
import dev.winnow.topology.microbatch.MicroBatcher;
import dev.winnow.topology.overload.Overload;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models of a process, each loaded once with one lane, and the batcher they share. */
final class Bundles implements AutoCloseable {

    private final Map<String, KnobbedLane> lanes = new LinkedHashMap<>();
    private final Map<String, Classifier> classifiers = new LinkedHashMap<>();
    private final MicroBatcher batcher;

    Bundles(List<PipelineConfig> pipelines, DeltaOffset offset, ClassifierLoader loader, MicroBatcher batcher) {
        this.batcher = batcher;
        try {
            for (PipelineConfig pipeline : pipelines) {
                Classifier classifier = classifiers.computeIfAbsent(pipeline.bundle(), bundle -> loader.load(pipeline));
                lanes.computeIfAbsent(
                        pipeline.bundle(),
                        bundle -> new KnobbedLane(
                                classifier, batcher.lane(classifier, offset), new BundleProgress(), new Overload()));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    Classifier classifier(PipelineConfig pipeline) {
        return classifiers.get(pipeline.bundle());
    }

    Lane lane(PipelineConfig pipeline) {
        return lanes.get(pipeline.bundle()).lane();
    }

    BundleProgress progress(PipelineConfig pipeline) {
        return lanes.get(pipeline.bundle()).progress();
    }

    Overload overload(PipelineConfig pipeline) {
        return lanes.get(pipeline.bundle()).overload();
    }

    /** One for each bundle. */
    Collection<KnobbedLane> lanes() {
        return Collections.unmodifiableCollection(lanes.values());
    }

    /** All of them, by the name the configuration has for them. */
    Map<String, Classifier> classifiers() {
        return Collections.unmodifiableMap(classifiers);
    }

    MicroBatcher batcher() {
        return batcher;
    }

    /** Joins the workers first: a model that is closed under a running call takes the process down. */
    @Override
    public void close() {
        batcher.close();
        classifiers.values().forEach(Classifier::close);
    }
}
