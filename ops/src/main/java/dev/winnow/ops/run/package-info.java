/** One process of the stream as its surroundings see it: what it prints, answers, takes for a signal and ends with. */
package dev.winnow.ops.run;
