package dev.winnow.topology.control;

import dev.winnow.model.reduction.DeltaOffset;

/**
 * What the controller wants to be in force now.
 *
 * @param offset for the micro-batches that start from now on
 * @param batch for those that are formed from now on
 * @param overloaded whether the offset is the fastest allowed one and has been too slow for a second: speed is not enough any
 *     more
 */
public record Actuation(DeltaOffset offset, BatchShape batch, boolean overloaded) {}
