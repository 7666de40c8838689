/** Compares the controller with fixed offsets and with simpler laws, under loads that are too much for the full encoder. */
package dev.winnow.ops.bench.control;
