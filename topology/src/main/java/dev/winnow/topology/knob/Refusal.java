package dev.winnow.topology.knob;

import java.time.Instant;

/**
 * A record of the control topic that is not obeyed.
 *
 * @param reason what is wrong with it
 * @param since when it was written, by its timestamp
 * @param recordOffset where it lies in the control topic
 */
public record Refusal(String reason, Instant since, long recordOffset) {}
