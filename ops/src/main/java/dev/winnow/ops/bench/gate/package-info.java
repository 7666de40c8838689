/** Which ratios of speed a change must not lose. */
package dev.winnow.ops.bench.gate;
