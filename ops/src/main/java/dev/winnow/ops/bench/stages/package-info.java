/** Where the time of a document goes in the engine. */
package dev.winnow.ops.bench.stages;
