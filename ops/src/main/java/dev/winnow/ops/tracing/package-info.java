/** Spans of micro-batches, for those who trace their records through several services. Off unless asked for. */
package dev.winnow.ops.tracing;
