package dev.winnow.ops.console;

import dev.winnow.topology.knob.KnobsReport;
import dev.winnow.topology.lifecycle.AppState;
import dev.winnow.topology.measure.StreamTotals;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the page asks of the process every second.
 *
 * @param state where it stands
 * @param knobs what its knobs do; empty before there are any
 * @param totals documents and results so far
 */
public record Vitals(Supplier<AppState> state, Supplier<Optional<KnobsReport>> knobs, Supplier<StreamTotals> totals) {}
