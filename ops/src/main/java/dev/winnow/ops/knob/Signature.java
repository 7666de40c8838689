package dev.winnow.ops.knob;

/**
 * Who asks for a policy, and why.
 *
 * @param author a name or a role
 * @param reason may be empty
 */
public record Signature(String author, String reason) {}
