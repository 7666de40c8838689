/** Predicts a load without running it: arrivals, micro-batches, engine and controller on a clock that is only a number. */
package dev.winnow.ops.simulate;
