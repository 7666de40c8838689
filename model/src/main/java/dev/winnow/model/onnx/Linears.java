package dev.winnow.model.onnx;

import dev.winnow.model.checkpoint.FloatTensor;

/** How a graph multiplies with the weights of a linear layer. */
interface Linears {

    /**
     * {@code x · weightᵀ + bias} over the last dimension of {@code x}.
     *
     * @param name of the layer, for its weights
     * @param weight {@code [out, in]}
     * @param bias {@code [out]}
     */
    Value linear(OnnxGraph graph, String name, Value x, FloatTensor weight, FloatTensor bias);

    /** 32-bit floats. */
    static Value inFloats(OnnxGraph graph, String name, Value x, FloatTensor weight, FloatTensor bias) {
        Value product = graph.op("MatMul", x, graph.weight(name + ".weight", transposed(weight)));
        return graph.op("Add", product, graph.weight(name + ".bias", bias));
    }

    /** MatMul wants {@code [in, out]}. */
    static FloatTensor transposed(FloatTensor weight) {
        int out = (int) weight.shape()[0];
        int in = (int) weight.shape()[1];
        float[] data = new float[out * in];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                data[i * out + o] = weight.data()[o * in + i];
            }
        }
        return new FloatTensor(new long[] {in, out}, data);
    }
}
