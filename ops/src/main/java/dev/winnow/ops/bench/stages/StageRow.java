package dev.winnow.ops.bench.stages;

import dev.winnow.model.encoder.Precision;
import dev.winnow.ops.bench.rounds.Spread;
import java.util.Map;

/**
 * What a document takes at one precision and one offset.
 *
 * @param precision what the encoder computed in
 * @param offset the δ offset
 * @param micros microseconds of processor time a document by stage, over the rounds
 * @param bytes bytes of the heap a document by stage, in the last round
 * @param total microseconds of processor time a document for all stages, over the rounds
 */
public record StageRow(
        Precision precision, double offset, Map<Stage, Spread> micros, Map<Stage, Double> bytes, Spread total) {
    public StageRow {
        micros = Map.copyOf(micros);
        bytes = Map.copyOf(bytes);
    }

    /** Share of the time that is spent in these stages, from 0 to 1. */
    public double share(Stage... stages) {
        double sum = 0;
        for (Stage stage : stages) {
            sum += micros.get(stage).median();
        }
        return sum / micros.values().stream().mapToDouble(Spread::median).sum();
    }
}
