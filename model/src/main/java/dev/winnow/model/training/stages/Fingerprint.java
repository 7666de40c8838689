package dev.winnow.model.training.stages;

import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Example;
import dev.winnow.model.dataset.LabelledData;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Tells whether a training goes on with the data it was begun with. */
final class Fingerprint {
    private Fingerprint() {}

    /** SHA-256 over labels, votes and texts that are learnt from and chosen by; the test split and bad rows do not count. */
    static String of(LabelledData data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(data.training(), digest);
            add(data.validation(), digest);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void add(DatasetSplit split, MessageDigest digest) {
        add(String.valueOf(split.examples().size()), digest);
        for (Example example : split.examples()) {
            add(example.label(), digest);
            add(example.text(), digest);
            if (!example.votes().isEmpty()) {
                add(new TreeMap<>(example.votes()).toString(), digest);
            }
        }
    }

    /** With its length in front, so that no two lists of strings look the same. */
    private static void add(String text, MessageDigest digest) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
