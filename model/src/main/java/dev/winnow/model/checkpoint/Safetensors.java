package dev.winnow.model.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The safetensors file format: eight bytes of header length, a JSON header with type, shape and byte range of every
 * tensor, then the bytes. Chosen over pickled checkpoints because reading one cannot run code.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">safetensors</a>
 */
public final class Safetensors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INT8 = "I8";

    private Safetensors() {}

    /** Reads every tensor of a file; F32, F16 and BF16 become 32-bit floats, integer tensors are left out. */
    public static Map<String, FloatTensor> read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            return read(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()), file.toString());
        } catch (IOException e) {
            throw new CheckpointException("cannot read " + file + ": " + e, e);
        }
    }

    /** Reads every tensor of a buffer, as {@link #read(Path)}; errors name {@code source}. */
    public static Map<String, FloatTensor> read(ByteBuffer buffer, String source) {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        for (SafetensorsEntries.Entry entry : SafetensorsEntries.of(buffer, source)) {
            ElementType type = ElementType.named(entry.type());
            if (type != null) {
                float[] data = type.floats(entry.bytes(), entry.elements(type.bytes));
                tensors.put(entry.name(), new FloatTensor(entry.shape(), data));
            }
        }
        return tensors;
    }

    /**
     * Reads the I8 tensors of a buffer and no others. They are kept apart from {@link #read(ByteBuffer, String)}, which would
     * otherwise take the matrices of a quantized checkpoint for weights.
     */
    public static Map<String, ByteTensor> readInt8(ByteBuffer buffer, String source) {
        Map<String, ByteTensor> tensors = new LinkedHashMap<>();
        for (SafetensorsEntries.Entry entry : SafetensorsEntries.of(buffer, source)) {
            if (entry.type().equals(INT8)) {
                byte[] data = new byte[entry.elements(1)];
                entry.bytes().get(data);
                tensors.put(entry.name(), new ByteTensor(entry.shape(), data));
            }
        }
        return tensors;
    }

    /** The tensors as the bytes of a safetensors file of 32-bit floats, in the order of the map. */
    public static byte[] write(Map<String, FloatTensor> tensors) {
        return write(tensors, Map.of());
    }

    /** As {@link #write(Map)}, with I8 tensors behind the floats, which stay aligned that way. */
    public static byte[] write(Map<String, FloatTensor> floats, Map<String, ByteTensor> int8) {
        ObjectNode header = JSON.createObjectNode();
        long offset = 0;
        for (Map.Entry<String, FloatTensor> entry : floats.entrySet()) {
            FloatTensor tensor = entry.getValue();
            offset = describe(header, entry.getKey(), "F32", tensor.shape(), offset, 4L * tensor.data().length);
        }
        for (Map.Entry<String, ByteTensor> entry : int8.entrySet()) {
            ByteTensor tensor = entry.getValue();
            offset = describe(header, entry.getKey(), INT8, tensor.shape(), offset, tensor.data().length);
        }
        byte[] text = padded(header.toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(8 + text.length + offset));
        out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .array());
        out.writeBytes(text);
        floats.values().forEach(tensor -> out.writeBytes(ElementType.F32.bytes(tensor.data())));
        int8.values().forEach(tensor -> out.writeBytes(tensor.data()));
        return out.toByteArray();
    }

    /** Adds a tensor to the header; gives where the next one begins. */
    private static long describe(ObjectNode header, String name, String type, long[] shape, long begin, long bytes) {
        ObjectNode tensor = header.putObject(name).put("dtype", type);
        for (long size : shape) {
            tensor.withArray("shape").add(size);
        }
        tensor.withArray("shape");
        tensor.putArray("data_offsets").add(begin).add(begin + bytes);
        return begin + bytes;
    }

    private static byte[] padded(String header) {
        int length = header.getBytes(StandardCharsets.UTF_8).length;
        return (header + " ".repeat((8 - length % 8) % 8)).getBytes(StandardCharsets.UTF_8);
    }
}
