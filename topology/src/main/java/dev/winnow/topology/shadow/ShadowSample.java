package dev.winnow.topology.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Utils;

/**
 * Which documents are classified by the full encoder too. The id alone decides, so that a document is chosen again after a
 * crash and by every instance and version, and nobody can tell which from the order of arrival.
 *
 * @param share of all ids, 0 to 1
 */
public record ShadowSample(double share) {

    private static final double HASHES = 1L << 32;

    public ShadowSample {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share must be 0 to 1, not " + share);
        }
    }

    /** Whether the document of this id is among them. */
    public boolean chooses(String documentId) {
        return share > 0 && Integer.toUnsignedLong(Utils.murmur2(documentId.getBytes(UTF_8))) < share * HASHES;
    }
}
