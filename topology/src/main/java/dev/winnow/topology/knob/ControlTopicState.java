package dev.winnow.topology.knob;

import java.time.Instant;

/**
 * Whether policies arrive.
 *
 * @param topic name of the control topic; empty where there is none
 * @param readable whether it was read to its end and is being followed
 * @param reason why it is not; empty when it is
 * @param since when that began
 */
public record ControlTopicState(String topic, boolean readable, String reason, Instant since) {}
