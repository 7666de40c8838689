package dev.winnow.model.onnx;

import dev.winnow.model.checkpoint.FloatTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A graph in the making: nodes in the order they compute. Field numbers are those of {@code onnx.proto}. */
final class OnnxGraph {
    private final ProtobufMessage graph = new ProtobufMessage();
    private final Set<String> names = new LinkedHashSet<>();
    private String scope = "";
    private int nodes;

    OnnxGraph(String name) {
        graph.string(2, name);
    }

    /** Puts a prefix before the names of all nodes from here on, for whoever looks at the graph or at a profile of it. */
    void scope(String prefix) {
        scope = prefix + "/";
    }

    /** An input whose dimensions have names, because they differ from call to call. */
    Value input(String name, OnnxType type, String... dimensions) {
        graph.message(11, typed(name, type, dimensions));
        return new Value(name);
    }

    /** Makes a value a result of the graph. */
    void output(String name, Value value, OnnxType type, String... dimensions) {
        node("Identity", List.of(), List.of(name), value);
        graph.message(12, typed(name, type, dimensions));
    }

    private static ProtobufMessage typed(String name, OnnxType type, String... dimensions) {
        ProtobufMessage shape = new ProtobufMessage();
        for (String dimension : dimensions) {
            shape.message(1, new ProtobufMessage().string(2, dimension));
        }
        ProtobufMessage tensor = new ProtobufMessage().integer(1, type.number).message(2, shape);
        return new ProtobufMessage().string(1, name).message(2, new ProtobufMessage().message(1, tensor));
    }

    /** A weight. */
    Value weight(String name, FloatTensor tensor) {
        graph.message(5, constant(name, OnnxType.FLOAT, tensor.shape()).floats(9, tensor.data()));
        return new Value(name);
    }

    /** A weight of 8-bit integers. */
    Value weight(String name, byte[] data, long... shape) {
        graph.message(5, constant(name, OnnxType.INT8, shape).bytes(9, data));
        return new Value(name);
    }

    /** A list of whole numbers. */
    Value integers(long... values) {
        return integers("integers" + Arrays.toString(values), new long[] {values.length}, values);
    }

    /** One whole number, without a dimension. */
    Value integer(long value) {
        return integers("integer(" + value + ")", new long[0], value);
    }

    private Value integers(String name, long[] shape, long... values) {
        if (names.add(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asLongBuffer().put(values);
            graph.message(5, constant(name, OnnxType.INT64, shape).bytes(9, bytes.array()));
        }
        return new Value(name);
    }

    /** One real number, without a dimension. */
    Value real(float value) {
        String name = "real(" + value + ")";
        if (names.add(name)) {
            graph.message(5, constant(name, OnnxType.FLOAT).floats(9, new float[] {value}));
        }
        return new Value(name);
    }

    private static ProtobufMessage constant(String name, OnnxType type, long... shape) {
        ProtobufMessage tensor = new ProtobufMessage();
        for (long side : shape) {
            tensor.integer(1, side);
        }
        return tensor.integer(2, type.number).string(8, name);
    }

    /** Adds a node of one result. */
    Value op(String operator, Value... inputs) {
        return op(operator, List.of(), inputs);
    }

    /** Adds a node of one result. */
    Value op(String operator, Attribute attribute, Value... inputs) {
        return op(operator, List.of(attribute), inputs);
    }

    /** Adds a node of one result. */
    Value op(String operator, List<Attribute> attributes, Value... inputs) {
        return ops(operator, 1, attributes, inputs).get(0);
    }

    /** Adds a node of several results. */
    List<Value> ops(String operator, int results, List<Attribute> attributes, Value... inputs) {
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            outputs.add(scope + operator + "_" + nodes + (results > 1 ? "_" + i : ""));
        }
        node(operator, attributes, outputs, inputs);
        return outputs.stream().map(Value::new).toList();
    }

    private void node(String operator, List<Attribute> attributes, List<String> outputs, Value... inputs) {
        ProtobufMessage node = new ProtobufMessage();
        for (Value input : inputs) {
            node.string(1, input.name());
        }
        outputs.forEach(output -> node.string(2, output));
        node.string(3, scope + operator + "_" + nodes++).string(4, operator);
        attributes.forEach(attribute -> node.message(5, attribute.message()));
        graph.message(1, node);
    }

    /** GraphProto. */
    ProtobufMessage message() {
        return graph;
    }
}
