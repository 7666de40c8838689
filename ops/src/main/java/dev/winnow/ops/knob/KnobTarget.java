package dev.winnow.ops.knob;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleException;
import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.util.Optional;

/**
 * The bundle a policy is for. Policies go by the name in a bundle's manifest; people may say a folder.
 *
 * @param name the bundle's name
 * @param found whether it lies here; where it does not, nothing is known of it but the name
 * @param calibration what its offsets cost and give, if that was measured
 */
public record KnobTarget(String name, boolean found, Optional<CalibrationCurve> calibration) {

    /** Looks for it among folders, the bundles that ship with Winnow, and those of the pipelines. */
    public static KnobTarget of(String given, WinnowConfig config) {
        return open(given).map(KnobTarget::of).orElseGet(() -> running(given, config));
    }

    /** Looks for it among those of the pipelines alone: whoever asks over HTTP may not have files opened by name. */
    static KnobTarget running(String name, WinnowConfig config) {
        return config.pipelines().stream()
                .map(PipelineConfig::bundle)
                .flatMap(bundle -> open(bundle).stream())
                .filter(bundle -> bundle.manifest().name().equals(name))
                .findFirst()
                .map(KnobTarget::of)
                .orElseGet(() -> new KnobTarget(name, false, Optional.empty()));
    }

    private static KnobTarget of(Bundle bundle) {
        return new KnobTarget(bundle.manifest().name(), true, bundle.calibration());
    }

    private static Optional<Bundle> open(String bundle) {
        try {
            return Optional.of(Bundle.open(bundle));
        } catch (BundleException notHere) {
            return Optional.empty();
        }
    }
}
