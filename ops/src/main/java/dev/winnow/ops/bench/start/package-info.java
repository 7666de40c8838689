/** How long an instance takes to start, and how much memory it has then: measured in processes of its own. */
package dev.winnow.ops.bench.start;
