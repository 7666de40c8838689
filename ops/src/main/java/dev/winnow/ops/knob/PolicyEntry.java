package dev.winnow.ops.knob;

import dev.winnow.topology.control.Policy;
import java.util.Optional;

/**
 * What the control topic says of one bundle.
 *
 * @param bundle its name, as the key says it
 * @param policy the last one that can be read; empty after it was taken back, or where there never was one
 * @param problem why the last record is no policy; empty where it is one. Whether a bundle can do what it asks for, its
 *     instances say
 * @param recordOffset where the last record lies
 */
public record PolicyEntry(String bundle, Optional<Policy> policy, Optional<String> problem, long recordOffset) {}
