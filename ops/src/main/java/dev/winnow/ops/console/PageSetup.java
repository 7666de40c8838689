package dev.winnow.ops.console;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.topology.config.WinnowConfig;
import java.util.Collection;
import java.util.List;

/**
 * What the page has to know once.
 *
 * @param application id
 * @param texts whether texts of documents may be shown, by the configuration
 * @param bundles in the order of the configuration
 */
record PageSetup(String application, boolean texts, List<BundleSetup> bundles) {

    /**
     * One bundle.
     *
     * @param bundle its name
     * @param version of it
     * @param labels it gives
     * @param calibration null where it was not measured
     */
    record BundleSetup(String bundle, String version, List<String> labels, Calibration calibration) {}

    /**
     * What offsets cost and give.
     *
     * @param split what it was measured on
     * @param documents how many there were
     * @param points by rising offset
     */
    record Calibration(String split, int documents, List<CalibrationPoint> points) {
        static Calibration of(CalibrationCurve curve) {
            return new Calibration(curve.split(), curve.documents(), curve.points());
        }
    }

    static PageSetup of(WinnowConfig config, Collection<Model> models) {
        return new PageSetup(
                config.application().id(),
                config.console().texts(),
                models.stream().map(PageSetup::bundle).toList());
    }

    private static BundleSetup bundle(Model model) {
        return new BundleSetup(
                model.name(),
                model.version(),
                model.labels(),
                model.curve().map(Calibration::of).orElse(null));
    }
}
