package dev.winnow.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
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
    private static final int LARGEST_HEADER = 16 << 20;

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
        ByteBuffer bytes = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        JsonNode header = header(bytes, source);
        ByteBuffer data = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        header.properties().forEach(entry -> {
            if (!entry.getKey().equals("__metadata__")) {
                String where = source + ": tensor '" + entry.getKey() + "'";
                FloatTensor tensor = tensor(entry.getValue(), data, where);
                if (tensor != null) {
                    tensors.put(entry.getKey(), tensor);
                }
            }
        });
        return tensors;
    }

    private static JsonNode header(ByteBuffer bytes, String source) {
        if (bytes.remaining() < Long.BYTES) {
            throw new CheckpointException(source + " is truncated: no safetensors header");
        }
        long length = bytes.getLong();
        if (length < 2 || length > LARGEST_HEADER || length > bytes.remaining()) {
            throw new CheckpointException(source + " is truncated or not a safetensors file: header of " + length
                    + " bytes, " + bytes.remaining() + " left");
        }
        byte[] text = new byte[(int) length];
        bytes.get(text);
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new CheckpointException(source + " is not a safetensors file: its header is not JSON", e);
        }
    }

    private static FloatTensor tensor(JsonNode entry, ByteBuffer data, String where) {
        ElementType type = ElementType.named(entry.path("dtype").asText());
        if (type == null) {
            return null;
        }
        long[] shape = new long[entry.path("shape").size()];
        long elements = 1;
        try {
            for (int i = 0; i < shape.length; i++) {
                shape[i] = entry.path("shape").path(i).asLong(-1);
                elements = Math.multiplyExact(elements, shape[i]);
            }
        } catch (ArithmeticException e) {
            throw new CheckpointException(where + " has an impossible shape", e);
        }
        long begin = entry.path("data_offsets").path(0).asLong(-1);
        long end = entry.path("data_offsets").path(1).asLong(-1);
        if (begin < 0 || end < begin || end > data.capacity()) {
            throw new CheckpointException(where + " lies outside the file (" + begin + " to " + end + " of "
                    + data.capacity() + " bytes): the file is truncated");
        }
        if (elements < 0 || elements * type.bytes != end - begin) {
            throw new CheckpointException(
                    where + " holds " + (end - begin) + " bytes, not the " + elements + " values" + " of its shape");
        }
        ByteBuffer range = data.slice((int) begin, (int) (end - begin)).order(ByteOrder.LITTLE_ENDIAN);
        return new FloatTensor(shape, type.floats(range, (int) elements));
    }

    /** The tensors as the bytes of a safetensors file of 32-bit floats, in the order of the map. */
    public static byte[] write(Map<String, FloatTensor> tensors) {
        ObjectNode header = JSON.createObjectNode();
        long offset = 0;
        for (Map.Entry<String, FloatTensor> entry : tensors.entrySet()) {
            ObjectNode tensor = header.putObject(entry.getKey()).put("dtype", "F32");
            for (long size : entry.getValue().shape()) {
                tensor.withArray("shape").add(size);
            }
            tensor.withArray("shape");
            long end = offset + 4L * entry.getValue().data().length;
            tensor.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        String padded = header.toString();
        padded += " ".repeat((8 - padded.getBytes(StandardCharsets.UTF_8).length % 8) % 8);
        byte[] text = padded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(Math.toIntExact(8 + text.length + offset));
        out.writeBytes(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .array());
        out.writeBytes(text);
        tensors.values().forEach(tensor -> out.writeBytes(ElementType.F32.bytes(tensor.data())));
        return out.toByteArray();
    }
}
