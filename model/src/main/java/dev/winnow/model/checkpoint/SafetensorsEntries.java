package dev.winnow.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The table of contents of a safetensors file, checked against the file before anything of its size is allocated: every
 * range lies inside, and all together are no longer than the data, because a small file whose entries share their bytes
 * could otherwise ask for any amount of memory.
 */
final class SafetensorsEntries {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_HEADER = 16 << 20;

    /**
     * One tensor.
     *
     * @param name its name
     * @param type its element type, as the file calls it
     * @param shape dimensions, none negative
     * @param bytes its bytes, little-endian
     * @param where file and name, for messages
     */
    record Entry(String name, String type, long[] shape, ByteBuffer bytes, String where) {

        /** How many values the tensor has; its bytes are as many as values of that width need. */
        int elements(int width) {
            long elements = 1;
            try {
                for (long side : shape) {
                    elements = Math.multiplyExact(elements, side);
                }
                if (Math.multiplyExact(elements, width) == bytes.remaining()) {
                    return (int) elements;
                }
            } catch (ArithmeticException e) {
                throw new CheckpointException(where + " has an impossible shape", e);
            }
            throw new CheckpointException(where + " holds " + bytes.remaining() + " bytes, not the " + elements
                    + " values of " + width + " bytes of its shape");
        }
    }

    private SafetensorsEntries() {}

    static List<Entry> of(ByteBuffer file, String source) {
        ByteBuffer bytes = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        JsonNode header = header(bytes, source);
        ByteBuffer data = bytes.slice();
        List<Entry> entries = new ArrayList<>();
        long total = 0;
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            if (!field.getKey().equals("__metadata__")) {
                Entry entry = entry(field.getKey(), field.getValue(), data, source);
                entries.add(entry);
                total += entry.bytes().remaining();
            }
        }
        if (total > data.capacity()) {
            throw new CheckpointException(source + " is damaged: its tensors overlap, " + total + " bytes in "
                    + data.capacity() + " bytes of data");
        }
        return entries;
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

    private static Entry entry(String name, JsonNode fields, ByteBuffer data, String source) {
        String where = source + ": tensor '" + name + "'";
        long[] shape = new long[fields.path("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = fields.path("shape").path(i).asLong(-1);
            if (shape[i] < 0) {
                throw new CheckpointException(where + " has an impossible shape");
            }
        }
        long begin = fields.path("data_offsets").path(0).asLong(-1);
        long end = fields.path("data_offsets").path(1).asLong(-1);
        if (begin < 0 || end < begin || end > data.capacity()) {
            throw new CheckpointException(where + " lies outside the file (" + begin + " to " + end + " of "
                    + data.capacity() + " bytes): the file is truncated");
        }
        ByteBuffer range = data.slice((int) begin, (int) (end - begin)).order(ByteOrder.LITTLE_ENDIAN);
        return new Entry(name, fields.path("dtype").asText(), shape, range, where);
    }
}
