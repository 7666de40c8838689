package dev.winnow.ops.faults;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.ops.exit.ExitHook;
import dev.winnow.ops.stream.WinnowProcessMain;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.lifecycle.WinnowApp;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code winnow run} with a model that does not behave; system properties say how, and from when on. */
public final class DisturbedModelMain {
    /** System property: a {@link Mood}. */
    static final String MOOD = "faults.mood";

    /** System property: a file that appears when the mood sets in; before, the model has to be warmed up. */
    static final String SIGNAL = "faults.signal";

    private DisturbedModelMain() {}

    /** Takes {@code run} and any number of {@code --set KEY=VALUE}. */
    public static void main(String[] args) {
        WinnowProcessMain.endWithParent();
        Runnable disturbance = Mood.valueOf(System.getProperty(MOOD)).disturbance();
        Path signal = Path.of(System.getProperty(SIGNAL));
        WinnowConfig config = RunArguments.config(args);
        WinnowApp app = new WinnowApp(config, pipeline -> {
            Classifier model = BundleClassifier.load(
                    Bundle.open(pipeline.bundle()), config.engine().engine(config.batch()));
            return new DisturbedClassifier(model, () -> {
                if (Files.exists(signal)) {
                    disturbance.run();
                }
            });
        });
        try (app;
                ExitHook exit = ExitHook.draining(app::close, app::exitStatus)) {
            app.start();
            app.awaitStopped();
        }
        System.exit(app.exitStatus());
    }
}
