package dev.winnow.model.onnx;

import dev.winnow.model.checkpoint.FloatTensor;
import java.util.List;

/**
 * Linear layers in 8-bit integers as ONNX Runtime's {@code quantize_dynamic} writes them with {@code per_channel}: weights
 * symmetric with a scale for each output, activations unsigned with a scale for each call that the largest and the smallest of
 * its values decide. So a document's result depends on what it shares the call with.
 *
 * <p>It exists to be measured against, because it is what most users of ONNX Runtime try first.
 */
final class DynamicInt8 implements Linears {
    /** The greatest weight; -128 stays unused, as symmetric scales leave it. */
    private static final float GREATEST = 127;

    @Override
    public Value linear(OnnxGraph graph, String name, Value x, FloatTensor weight, FloatTensor bias) {
        int out = (int) weight.shape()[0];
        int in = (int) weight.shape()[1];
        float[] scales = scales(weight, out, in);
        List<Value> quantized = graph.ops("DynamicQuantizeLinear", 3, List.of(), x);
        Value sums = graph.op(
                "MatMulInteger",
                quantized.get(0),
                graph.weight(name + ".weight_quantized", quantized(weight, scales), in, out),
                quantized.get(2),
                graph.weight(name + ".weight_zero_point", new byte[out], out));
        Value scale = graph.op(
                "Mul",
                quantized.get(1),
                graph.weight(name + ".weight_scale", new FloatTensor(new long[] {out}, scales)));
        Value product = graph.op("Mul", graph.op("Cast", Attribute.of("to", OnnxType.FLOAT.number), sums), scale);
        return graph.op("Add", product, graph.weight(name + ".bias", bias));
    }

    private static float[] scales(FloatTensor weight, int out, int in) {
        float[] scales = new float[out];
        for (int o = 0; o < out; o++) {
            float most = 0;
            for (int i = 0; i < in; i++) {
                most = Math.max(most, Math.abs(weight.data()[o * in + i]));
            }
            scales[o] = most == 0 ? 1 : most / GREATEST;
        }
        return scales;
    }

    /** {@code [in, out]}. */
    private static byte[] quantized(FloatTensor weight, float[] scales) {
        int in = (int) weight.shape()[1];
        byte[] data = new byte[weight.data().length];
        for (int o = 0; o < scales.length; o++) {
            for (int i = 0; i < in; i++) {
                data[i * scales.length + o] = (byte) Math.round(weight.data()[o * in + i] / scales[o]);
            }
        }
        return data;
    }
}
