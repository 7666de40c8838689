package dev.winnow.ops.console;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleManifest;
import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.topology.config.PipelineConfig;
import java.util.List;
import java.util.Optional;

/**
 * What the page says of a bundle that never changes while the process runs.
 *
 * @param name in its manifest, by which knobs and results know it
 * @param version of it
 * @param labels it gives
 * @param curve its calibration, if it has one
 */
record Model(String name, String version, List<String> labels, Optional<CalibrationCurve> curve) {

    static Model of(PipelineConfig pipeline) {
        Bundle bundle = Bundle.open(pipeline.bundle());
        BundleManifest manifest = bundle.manifest();
        return new Model(manifest.name(), manifest.version(), manifest.labels(), bundle.calibration());
    }

    /** Times as fast as the full encoder at this offset; 1 where nobody measured it. */
    double speed(double offset) {
        return curve.map(known -> known.at(offset).throughputRatio()).orElse(1.0);
    }
}
