package dev.winnow.ops.bench.peers;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.config.EngineConfig;
import dev.winnow.topology.config.ModelConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.WinnowApp;
import java.time.Duration;

/** {@code winnow run} at one offset all the time, with its defaults but for the precision. */
record WinnowApplication(Bundle bundle, Precision precision, DeltaOffset offset) implements StreamPeer.Application {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    @Override
    public StreamPeer.Running start(PeerTopics topics) {
        WinnowConfig base = topics.config(bundle.manifest().name());
        WinnowConfig config = base.toBuilder()
                .engine(new EngineConfig(base.engine().workers(), PrecisionChoice.of(precision)))
                .model(new ModelConfig(
                        offset.value(),
                        base.model().rationaleSpans(),
                        base.model().shadowShare()))
                .build();
        WinnowApp app = new WinnowApp(config, pipeline -> BundleClassifier.load(bundle, precision));
        try {
            app.start();
            app.awaitRunning(START_TIMEOUT);
        } catch (RuntimeException e) {
            app.close();
            throw e;
        }
        return app::close;
    }
}
