/** What several rounds of a benchmark gave. */
package dev.winnow.ops.bench.rounds;
