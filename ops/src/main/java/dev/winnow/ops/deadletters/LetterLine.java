package dev.winnow.ops.deadletters;

import dev.winnow.topology.deadletter.FailureReport;

/**
 * A dead letter for programs, without what the record holds; component names are the field names.
 *
 * @param id as {@code PARTITION@OFFSET}
 * @param failedAt ISO 8601
 * @param stage of failure
 * @param error class and message
 * @param attempts how often the model was asked
 * @param topic the record came from
 * @param partition of that topic
 * @param offset in that partition
 * @param timestamp of the record, in milliseconds
 * @param application that gave it up
 * @param bundle that was to classify it
 * @param bundleVersion its version
 * @param replays how often it was sent again before
 * @param replayed whether it was sent again since
 * @param bytes of key and value
 * @param omitted parts it lacks; null for none
 */
public record LetterLine(
        String id,
        String failedAt,
        String stage,
        String error,
        int attempts,
        String topic,
        int partition,
        long offset,
        long timestamp,
        String application,
        String bundle,
        String bundleVersion,
        int replays,
        boolean replayed,
        long bytes,
        String omitted) {

    /** What is said of it. */
    public static LetterLine of(Letter letter) {
        FailureReport report = letter.report();
        return new LetterLine(
                letter.id().toString(),
                letter.failedAt().toString(),
                report.stage().label(),
                report.error(),
                report.attempts(),
                report.topic(),
                report.partition(),
                report.offset(),
                report.timestamp(),
                report.reporter().application(),
                report.reporter().bundle(),
                report.reporter().bundleVersion(),
                report.replays(),
                letter.replayed(),
                letter.bytes(),
                report.omitted().orElse(null));
    }
}
