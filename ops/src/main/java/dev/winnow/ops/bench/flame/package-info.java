/** Pictures of where processor time goes, from what a profiler counted. */
package dev.winnow.ops.bench.flame;
