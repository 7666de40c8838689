package dev.winnow.model.onnx;

/**
 * A tensor of a graph: an input, a constant or what a node computes.
 *
 * @param name how nodes refer to it
 */
record Value(String name) {}
