/** A stream on a broker in this process, as benchmarks run it: topics, documents, the application, its results. */
package dev.winnow.ops.bench.stream;
