package dev.winnow.ops.plan;

import dev.winnow.ops.simulate.CostCurve;
import dev.winnow.ops.simulate.DocumentLengths;
import dev.winnow.topology.config.BatchConfig;

/**
 * Processor time that a document takes from an instance: {@code engine + stream}.
 *
 * @param engine what micro-batches cost a worker
 * @param lengths of the documents
 * @param streamMillis of everything but the engine: clients, Avro, tokenizer, commits, the JVM itself
 */
public record DocumentCost(CostCurve engine, DocumentLengths lengths, double streamMillis) {

    private static final double MILLIS = 1e3;

    public DocumentCost {
        if (!(streamMillis >= 0 && streamMillis < 1e3)) {
            throw new IllegalArgumentException("the stream takes 0 to 1,000 ms for a document, not " + streamMillis);
        }
    }

    /** All of it said in one number: as {@code winnow bench scale} prints it. */
    public static DocumentCost of(double millis, DocumentLengths lengths) {
        if (!(millis > 0 && millis < 1e4)) {
            throw new IllegalArgumentException("a document costs more than 0 and less than 10,000 ms, not " + millis);
        }
        return new DocumentCost(new CostCurve(0, millis / MILLIS / lengths.mean()), lengths, 0);
    }

    /** In full micro-batches. */
    public double engineMillis() {
        return MILLIS / engine.capacity(1, BatchConfig.defaults().tokens(), lengths.mean());
    }

    /** All of it. */
    public double millis() {
        return engineMillis() + streamMillis;
    }
}
