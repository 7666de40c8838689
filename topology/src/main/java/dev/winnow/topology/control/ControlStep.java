package dev.winnow.topology.control;

/**
 * An answer of the controller.
 *
 * @param state what it wants back with the next sample
 * @param actuation what is to be in force now
 */
public record ControlStep(ControllerState state, Actuation actuation) {}
