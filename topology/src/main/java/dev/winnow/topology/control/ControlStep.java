package dev.winnow.topology.control;

/**
 * An answer of the controller.
 *
 * @param state what it wants back with the next sample
 * @param actuation what is to be in force now
 * @param reason why its offset is another than that of the sample; says nothing where it is the same
 */
public record ControlStep(ControllerState state, Actuation actuation, OffsetReason reason) {}
