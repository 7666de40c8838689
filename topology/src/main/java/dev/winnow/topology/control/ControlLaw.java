package dev.winnow.topology.control;

import dev.winnow.model.calibration.CalibrationCurve;

/**
 * What decides about offset and micro-batches of one bundle while a policy asks for that. Winnow runs the {@link Controller};
 * the seam is there so that a benchmark can run other laws through the same loop, with the same samples and the same means.
 */
@FunctionalInterface
public interface ControlLaw {

    /** What to do after a control period. */
    ControlStep next(ControllerState before, LoadSample sample);

    /** Makes the law of a policy. */
    @FunctionalInterface
    interface Source {

        /**
         * The law for one bundle.
         *
         * @param curve what the bundle's offsets give and cost
         * @param policy what is to be held
         * @param configured micro-batches without pressure
         */
        ControlLaw of(CalibrationCurve curve, AutoPolicy policy, BatchShape configured);
    }
}
