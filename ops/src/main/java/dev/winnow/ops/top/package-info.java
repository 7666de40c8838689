/**
 * The fleet on one screen of a terminal: {@code Fleet} asks the instances, a {@code Snapshot} is what they said, {@code TopScreen}
 * turns it into lines. Only {@code ops/terminal} touches the terminal itself.
 */
package dev.winnow.ops.top;
