package dev.winnow.topology.control;

import java.util.Locale;

/**
 * Why another offset is put into force: one of a few words, for counters. Who asked for it, and in which words, is another
 * question.
 */
public enum OffsetReason {
    /** Nobody asks for one any more: what the configuration says holds again. */
    CONFIGURED,
    /** A person set it. */
    MANUAL,
    /** The time of a manual offset is over. */
    EXPIRED,
    /** The controller needs more speed. */
    LOAD,
    /** The controller needs less speed, and gives it back. */
    IDLE,
    /** The policy's quality floor allows no offset as fast as before, by the calibration. */
    FLOOR,
    /** Live documents agree too little with the full encoder for an offset as fast as before. */
    AGREEMENT,
    /** The offset before lay outside of the policy's least and most. */
    BOUNDS;

    /** As metrics have it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
