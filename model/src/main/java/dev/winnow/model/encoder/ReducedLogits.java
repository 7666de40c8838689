package dev.winnow.model.encoder;

/**
 * Logits of a batch, and what became of its tokens.
 *
 * @param logits {@code [B, C]}, row by row
 * @param reached for each document and token the number of layers that computed it
 * @param scores for each document and token its contribution score, summed over the layers and divided by L
 */
public record ReducedLogits(float[] logits, float[][] reached, float[][] scores) {}
