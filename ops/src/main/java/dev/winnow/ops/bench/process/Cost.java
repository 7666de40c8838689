package dev.winnow.ops.bench.process;

/**
 * What some work took.
 *
 * @param wall seconds that passed
 * @param processor seconds of processor time
 */
public record Cost(double wall, double processor) {

    /** What one more document costs, by the costs of few and of many: start-up is in both and falls out. */
    static Cost perDocument(Cost few, int fewDocuments, Cost many, int manyDocuments) {
        int more = manyDocuments - fewDocuments;
        return new Cost((many.wall - few.wall) / more, (many.processor - few.processor) / more);
    }
}
