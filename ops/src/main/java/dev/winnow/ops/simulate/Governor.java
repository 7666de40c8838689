package dev.winnow.ops.simulate;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.Actuation;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.control.ControlStep;
import dev.winnow.topology.control.Controller;
import dev.winnow.topology.control.ControllerState;
import dev.winnow.topology.control.LoadSample;

/** What turns the knob in a simulation, with the memory of one run. */
@FunctionalInterface
public interface Governor {

    /** What is to be in force after a control period. */
    Actuation next(LoadSample sample);

    /** Nobody turns it. */
    static Governor fixed(DeltaOffset offset, BatchShape batch) {
        Actuation always = new Actuation(offset, batch, false);
        return sample -> always;
    }

    /** The controller does. */
    static Governor controlled(Controller controller) {
        return new Governor() {
            private ControllerState state = ControllerState.START;

            @Override
            public Actuation next(LoadSample sample) {
                ControlStep step = controller.next(state, sample);
                state = step.state();
                return step.actuation();
            }
        };
    }
}
