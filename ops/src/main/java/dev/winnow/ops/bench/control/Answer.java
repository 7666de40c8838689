package dev.winnow.ops.bench.control;

/**
 * What became of a document, in seconds from the start of its run.
 *
 * @param arrived timestamp of its record
 * @param written when the broker appended its result
 * @param readable when a consumer got the committed result
 * @param offset it was classified with
 * @param accuracy to expect of that offset
 */
record Answer(double arrived, double written, double readable, double offset, double accuracy) {

    /** Record age at emission. */
    double age() {
        return written - arrived;
    }

    double readableAge() {
        return readable - arrived;
    }
}
