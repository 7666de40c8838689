package dev.winnow.topology.observe;

import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.OffsetReason;

/**
 * Another δ offset was put into force for a bundle.
 *
 * @param bundle name of the model
 * @param from the offset before
 * @param to the offset now
 * @param reason why, for counters
 * @param why who or what put it into force, for people
 */
public record OffsetChange(String bundle, DeltaOffset from, DeltaOffset to, OffsetReason reason, String why) {}
