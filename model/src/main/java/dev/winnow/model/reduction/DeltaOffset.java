package dev.winnow.model.reduction;

/**
 * The δ offset, the knob that trades accuracy for speed: before layer l a token of a document with n tokens left leaves
 * where its contribution score is below {@code clamp(η_l + offset, 0, 1) / n}.
 *
 * @param value -1 keeps every token, 0 is as trained, 1 drops most; anything between is allowed
 */
public record DeltaOffset(double value) {
    /** Keeps every token: exactly the full encoder, without the cost of scoring. */
    public static final DeltaOffset FULL = new DeltaOffset(-1);

    /** As trained. */
    public static final DeltaOffset TRAINED = new DeltaOffset(0);

    public DeltaOffset {
        if (!(value >= -1 && value <= 1)) {
            throw new IllegalArgumentException("the delta offset must be -1 (the full encoder) to 1, not " + value);
        }
        value = value == 0 ? 0 : value; // -0.0 and 0.0 are one offset
    }

    /** Whether this is the full encoder. */
    public boolean isFull() {
        return value == -1;
    }
}
