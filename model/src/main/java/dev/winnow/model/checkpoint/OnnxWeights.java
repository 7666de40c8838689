package dev.winnow.model.checkpoint;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the weights of a BERT encoder back out of an ONNX graph, under the names they had in PyTorch.
 *
 * <p>The exporter keeps those names for embeddings, norms and biases. The matrices of linear layers lose theirs and are
 * stored transposed, {@code [in, out]}; each is found again through the graph: {@code MatMul(x, W)} whose result is
 * added to {@code NAME.bias} held {@code NAME.weight}.
 */
final class OnnxWeights {
    private static final int FLOAT = 1;

    private record Node(String operator, List<String> inputs, List<String> outputs) {}

    private final List<Node> nodes = new ArrayList<>();
    private final Map<String, FloatTensor> initializers = new HashMap<>();

    private OnnxWeights() {}

    /** All named weights of the graph, linear weights as {@code [out, in]}. */
    static Map<String, FloatTensor> read(ByteBuffer file, String source) {
        OnnxWeights graph = new OnnxWeights();
        try {
            Protobuf model = new Protobuf(file);
            while (model.next()) {
                if (model.field() == 7) { // ModelProto.graph
                    graph.readGraph(model.message());
                } else {
                    model.skip();
                }
            }
        } catch (BufferUnderflowException | IllegalArgumentException | CheckpointException e) {
            throw new CheckpointException(source + " is not a complete ONNX file: " + e.getMessage(), e);
        }
        return graph.namedWeights();
    }

    private void readGraph(Protobuf graph) {
        while (graph.next()) {
            switch (graph.field()) {
                case 1 -> nodes.add(node(graph.message()));
                case 5 -> readInitializer(graph.message());
                default -> graph.skip();
            }
        }
    }

    private static Node node(Protobuf message) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        String operator = "";
        while (message.next()) {
            switch (message.field()) {
                case 1 -> inputs.add(message.string());
                case 2 -> outputs.add(message.string());
                case 4 -> operator = message.string();
                default -> message.skip();
            }
        }
        return new Node(operator, inputs, outputs);
    }

    private void readInitializer(Protobuf tensor) {
        List<Long> dimensions = new ArrayList<>();
        String name = "";
        long type = 0;
        ByteBuffer raw = ByteBuffer.allocate(0);
        while (tensor.next()) {
            switch (tensor.field()) {
                case 1 -> readDimensions(tensor, dimensions);
                case 2 -> type = tensor.varint();
                case 8 -> name = tensor.string();
                case 9 -> raw = tensor.bytes();
                default -> tensor.skip();
            }
        }
        if (type == FLOAT && raw.hasRemaining()) {
            long[] shape = dimensions.stream().mapToLong(Long::longValue).toArray();
            float[] data = ElementType.F32.floats(raw.order(ByteOrder.LITTLE_ENDIAN), raw.remaining() / Float.BYTES);
            initializers.put(name, new FloatTensor(shape, data));
        }
    }

    /** A repeated integer comes packed into one field or one by one. */
    private static void readDimensions(Protobuf tensor, List<Long> dimensions) {
        if (!tensor.isBytes()) {
            dimensions.add(tensor.varint());
            return;
        }
        ByteBuffer packed = tensor.bytes();
        Protobuf values = new Protobuf(packed);
        while (packed.hasRemaining()) {
            dimensions.add(values.varint());
        }
    }

    private Map<String, FloatTensor> namedWeights() {
        Map<String, FloatTensor> weights = new LinkedHashMap<>();
        initializers.forEach((name, tensor) -> {
            if (name.contains(".") && !name.startsWith("/")) {
                weights.put(name, tensor);
            }
        });
        Map<String, Node> producers = new HashMap<>();
        nodes.forEach(node -> node.outputs.forEach(output -> producers.put(output, node)));
        for (Node add : nodes) {
            if (!add.operator.equals("Add")) {
                continue;
            }
            FloatTensor matrix = null;
            String bias = null;
            for (String input : add.inputs) {
                Node producer = producers.get(input);
                if (producer != null && producer.operator.equals("MatMul")) {
                    matrix = initializers.get(producer.inputs.get(1));
                } else if (input.endsWith(".bias") && initializers.containsKey(input)) {
                    bias = input;
                }
            }
            if (matrix != null && bias != null) {
                weights.put(bias.substring(0, bias.length() - "bias".length()) + "weight", transposed(matrix));
            }
        }
        return weights;
    }

    private static FloatTensor transposed(FloatTensor matrix) {
        int in = (int) matrix.shape()[0];
        int out = (int) matrix.shape()[1];
        float[] data = new float[in * out];
        for (int i = 0; i < in; i++) {
            for (int o = 0; o < out; o++) {
                data[o * in + i] = matrix.data()[i * out + o];
            }
        }
        return new FloatTensor(new long[] {out, in}, data);
    }
}
