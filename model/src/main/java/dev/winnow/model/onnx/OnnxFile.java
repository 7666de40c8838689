package dev.winnow.model.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** A complete ONNX model, ready to be written. */
public final class OnnxFile {
    /** Nothing here needs an operator of a later one, which would only shut readers out. */
    private static final int OPSET = 22;

    /** The file format that came with opset 22. */
    private static final int IR_VERSION = 10;

    /** Readers of protobuf refuse more than 2 GiB. */
    private static final long LARGEST = Integer.MAX_VALUE;

    private final ProtobufMessage model = new ProtobufMessage();

    /** Wraps a graph with what says where it comes from. */
    OnnxFile(OnnxGraph graph, Map<String, String> metadata) {
        model.integer(1, IR_VERSION)
                .string(2, "Winnow")
                .message(8, new ProtobufMessage().string(1, "").integer(2, OPSET))
                .message(7, graph.message());
        metadata.forEach((key, value) ->
                model.message(14, new ProtobufMessage().string(1, key).string(2, value)));
        if (model.size() > LARGEST) {
            throw new IllegalArgumentException(
                    "the graph has %d bytes, but an ONNX file of one part holds 2 GiB at most".formatted(model.size()));
        }
    }

    /** Length in bytes. */
    public long size() {
        return model.size();
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(size()));
        try {
            writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes the file and leaves the stream open. */
    public void writeTo(OutputStream stream) throws IOException {
        model.writeTo(stream);
    }
}
