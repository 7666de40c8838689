package dev.winnow.ops.doctor;

import java.util.List;

/** Whether the engine's workers have a processor each. */
final class CoresCheck implements Check {

    @Override
    public String name() {
        return "cores";
    }

    @Override
    public List<Finding> look(Setup setup) {
        int processors = Runtime.getRuntime().availableProcessors();
        int workers = setup.config().engine().workers();
        String what = "%d engine workers on %d processors".formatted(workers, processors);
        if (workers > processors) {
            return List.of(Finding.warning(
                    what + ": they take turns, and each batch takes longer",
                    "set engine.workers to %d, or give the process more processors".formatted(processors)));
        }
        return List.of(Finding.ok(what));
    }
}
