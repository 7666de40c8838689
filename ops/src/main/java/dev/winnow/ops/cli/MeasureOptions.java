package dev.winnow.ops.cli;

import picocli.CommandLine.Option;

/** What a model is measured with, for the commands that measure one. */
final class MeasureOptions {

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Micro-batches computed at the same time (default: the number of processors).")
    int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "The result as one JSON object a line.")
    boolean json;
}
