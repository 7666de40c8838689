package dev.winnow.topology.lifecycle;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.topology.config.PipelineConfig;

/** Loads the model of a pipeline; asked once for each bundle, however many pipelines use it. */
@FunctionalInterface
public interface ClassifierLoader {

    /** The bundle, ready to classify; the application closes it. */
    Classifier load(PipelineConfig pipeline);
}
