/** What a document costs from topic to topic as documents, partitions and workers become more; start-up time and memory. */
package dev.winnow.ops.bench.scale;
