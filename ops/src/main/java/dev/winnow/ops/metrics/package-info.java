/** What a process measures of itself, in the form that Prometheus reads. docs/METRICS.md lists it. */
package dev.winnow.ops.metrics;
