package dev.winnow.ops.cli;

import dev.winnow.model.encoder.Precision;
import picocli.CommandLine.Option;

/** How a model runs, for the commands that run one outside of a stream. */
final class EngineOptions {

    @Option(
            names = "--precision",
            defaultValue = "fp32",
            paramLabel = "fp32|bf16",
            description = "Number format of the encoder; bf16 is the faster one (default: ${DEFAULT-VALUE}).")
    Precision precision;
}
