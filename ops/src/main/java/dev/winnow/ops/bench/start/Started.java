package dev.winnow.ops.bench.start;

import java.util.OptionalLong;

/**
 * One start of an instance.
 *
 * @param readySeconds from the start of the process until it says that it is ready
 * @param firstResultSeconds until the first result is committed, of a document that waited for it
 * @param idleBytes resident when ready
 * @param busyBytes resident when it has worked through a load
 */
record Started(double readySeconds, double firstResultSeconds, OptionalLong idleBytes, OptionalLong busyBytes) {}
