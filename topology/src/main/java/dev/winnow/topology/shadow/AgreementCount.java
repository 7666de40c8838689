package dev.winnow.topology.shadow;

import dev.winnow.model.calibration.ConfidenceInterval;

/**
 * How many of the documents that were looked at lately got the full encoder's label.
 *
 * @param documents how many were compared
 * @param agreed how many of them had the same label
 */
public record AgreementCount(int documents, int agreed) {

    public static final AgreementCount UNKNOWN = new AgreementCount(0, 0);

    public AgreementCount {
        if (documents < 0 || agreed < 0 || agreed > documents) {
            throw new IllegalArgumentException(agreed + " of " + documents + " documents cannot agree");
        }
    }

    /** 0 to 1; 1 before the first comparison. */
    public double share() {
        return documents == 0 ? 1 : (double) agreed / documents;
    }

    /** Where the share lies, with 95 % confidence (Wilson); 0 to 1 before the first comparison. */
    public ConfidenceInterval interval() {
        return documents == 0 ? new ConfidenceInterval(0, 1) : ConfidenceInterval.wilson(share(), documents);
    }
}
