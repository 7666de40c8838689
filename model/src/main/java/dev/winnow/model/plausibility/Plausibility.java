package dev.winnow.model.plausibility;

/**
 * How well an explanation agrees with what people marked.
 *
 * @param averagePrecision mean over documents of how high the marked tokens stand in the order of scores; 0 to 1
 * @param falsePositiveRate mean over documents of the share of unmarked tokens that score above their even share; 0 to 1
 * @param documents documents that count: at least one of the tokens that the model read is marked
 */
public record Plausibility(double averagePrecision, double falsePositiveRate, int documents) {}
