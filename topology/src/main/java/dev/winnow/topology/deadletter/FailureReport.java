package dev.winnow.topology.deadletter;

import java.util.Optional;

/**
 * What a dead letter says of the record it holds, beside the time of failure, which is its own timestamp.
 *
 * @param stage how far the record came
 * @param error what is wrong with it, without any text of the document
 * @param attempts how often the model was asked about it, alone or in a batch
 * @param topic where it came from
 * @param partition of that topic
 * @param offset in that partition
 * @param timestamp of the record itself, in milliseconds since the epoch
 * @param reporter who gave it up
 * @param replays how often it was sent again before it failed this time
 * @param omitted parts of the record that the dead letter lacks, because it would not have fitted its topic with them
 */
public record FailureReport(
        Stage stage,
        String error,
        int attempts,
        String topic,
        int partition,
        long offset,
        long timestamp,
        Reporter reporter,
        int replays,
        Optional<String> omitted) {

    FailureReport omitting(String parts) {
        return new FailureReport(
                stage, error, attempts, topic, partition, offset, timestamp, reporter, replays, Optional.of(parts));
    }
}
