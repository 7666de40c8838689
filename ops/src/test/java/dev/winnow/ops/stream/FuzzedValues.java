package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Values that a careless, broken or hostile producer may send: random bytes, and good ones that were damaged. The same
 * numbers for the same seed.
 */
final class FuzzedValues {
    /** Longest whole numbers of Avro, as lengths and counts. */
    private static final List<byte[]> HUGE_NUMBERS = List.of(
            varint(Long.MAX_VALUE),
            varint(Long.MIN_VALUE),
            varint(Integer.MAX_VALUE),
            varint(Integer.MIN_VALUE),
            varint(-1),
            varint(1L << 31),
            new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1});

    private static final List<String> JSON_SCRAPS = List.of(
            "null",
            "1e999999999",
            "-0",
            "9".repeat(2_000),
            "\"\\ud800\"",
            "\"\\u0000\"",
            "{\"text\":",
            "[",
            "]",
            "{}",
            "\uFEFF",
            "NaN",
            "//",
            "'",
            "\\",
            ",\"text\":1",
            "true",
            "\"\"",
            "0x10",
            "1e-999999999");

    private final Random random;
    private final List<byte[]> seeds;

    /** @param seeds good values, to be damaged */
    FuzzedValues(long seed, List<byte[]> seeds) {
        this.random = new Random(seed);
        this.seeds = List.copyOf(seeds);
    }

    /** Null now and then: a tombstone. */
    byte[] next() {
        byte[] good = seeds.get(random.nextInt(seeds.size()));
        return switch (random.nextInt(16)) {
            case 0 -> random.nextInt(10) == 0 ? null : randomBytes(random.nextInt(20));
            case 1, 2 -> randomBytes(random.nextInt(500));
            case 3 -> withRandomBody(good);
            case 4, 5, 6 -> flipped(good.clone(), 1);
            case 7 -> flipped(good.clone(), 1 + random.nextInt(16));
            case 8, 9 -> Arrays.copyOf(good, random.nextInt(good.length));
            case 10 -> withSchemaId(good);
            case 11 -> spliced(good, HUGE_NUMBERS.get(random.nextInt(HUGE_NUMBERS.size())));
            case 12 ->
                spliced(
                        good,
                        JSON_SCRAPS.get(random.nextInt(JSON_SCRAPS.size())).getBytes(UTF_8));
            case 13 -> joined(good, randomBytes(1 + random.nextInt(30)));
            case 14 -> random.nextInt(20) == 0 ? nested(good) : repeated(good);
            default -> good;
        };
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The beginning of a good value, so that the schema is found, and anything behind it. */
    private byte[] withRandomBody(byte[] good) {
        return joined(Arrays.copyOf(good, Math.min(good.length, 5)), randomBytes(random.nextInt(200)));
    }

    private byte[] flipped(byte[] bytes, int bits) {
        for (int i = 0; i < bits; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
    }

    private byte[] withSchemaId(byte[] good) {
        byte[] body = Arrays.copyOfRange(good, Math.min(5, good.length), good.length);
        int id = random.nextBoolean() ? random.nextInt(40) : random.nextInt();
        return joined(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array(), body);
    }

    private byte[] spliced(byte[] good, byte[] scrap) {
        int at = random.nextInt(good.length + 1);
        int behind = Math.min(good.length, at + random.nextInt(4));
        return joined(joined(Arrays.copyOf(good, at), scrap), Arrays.copyOfRange(good, behind, good.length));
    }

    private byte[] repeated(byte[] good) {
        int from = random.nextInt(good.length);
        byte[] part = Arrays.copyOfRange(good, from, Math.min(good.length, from + 1 + random.nextInt(8)));
        byte[] all = Arrays.copyOf(good, from);
        for (int i = random.nextInt(100); i >= 0; i--) {
            all = joined(all, part);
        }
        return joined(all, Arrays.copyOfRange(good, from, good.length));
    }

    /** One byte, or the start of a JSON array or object, a hundred thousand times: each may mean one level more. */
    private byte[] nested(byte[] good) {
        byte[] level =
                switch (random.nextInt(4)) {
                    case 0 -> "[".getBytes(UTF_8);
                    case 1 -> "{\"text\":".getBytes(UTF_8);
                    case 2 -> "{\"text\":[".getBytes(StandardCharsets.UTF_16LE);
                    default -> new byte[] {(byte) random.nextInt(5)};
                };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (random.nextBoolean()) {
            out.write(good, 0, Math.min(good.length, 5));
        }
        for (int i = 0; i < 100_000; i++) {
            out.writeBytes(level);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }
}
