package dev.winnow.ops.doctor;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleException;
import dev.winnow.model.bundle.BundleManifest;
import java.util.List;

/** Whether the bundles are there and whole, and what their knobs can do. */
final class BundlesCheck implements Check {

    @Override
    public String name() {
        return "bundles";
    }

    @Override
    public List<Finding> look(Setup setup) {
        double offset = setup.config().model().deltaOffset();
        return setup.config().pipelines().stream()
                .map(pipeline -> pipeline.bundle())
                .distinct()
                .map(bundle -> look(bundle, offset))
                .toList();
    }

    private static Finding look(String name, double offset) {
        Bundle bundle;
        try {
            bundle = Bundle.open(name);
        } catch (BundleException e) {
            return Finding.problem(
                    e.getMessage(), "copy or train the bundle again, or name another one: pipelines.*.bundle");
        }
        BundleManifest manifest = bundle.manifest();
        String what = "%s %s, %d files with the right checksums"
                .formatted(manifest.name(), manifest.version(), manifest.files().size());
        if (bundle.reduction().isEmpty() && offset > 0) {
            return Finding.warning(
                    what + "; it was not trained to leave tokens out, so model.delta-offset does nothing",
                    "train it with 'winnow train', or set model.delta-offset to 0");
        }
        if (bundle.calibration().isEmpty()) {
            return Finding.warning(
                    what + "; it has no calibration, so there is no controller and no expected accuracy",
                    "winnow calibrate --bundle " + name + " --data DIR");
        }
        return Finding.ok(what + ", calibrated");
    }
}
