package dev.winnow.ops.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What a model is measured on and with, for the commands that measure one. */
final class MeasureOptions {

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder with train, validation and test as .jsonl, .csv or .tsv, each with or without .gz: rows"
                            + " with the fields text and label.")
    Path data;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Micro-batches computed at the same time (default: the number of processors).")
    int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "The result as one JSON object a line.")
    boolean json;
}
