package dev.winnow.ops.cli;

import dev.winnow.model.encoder.Precision;
import picocli.CommandLine.Option;

/** How a model runs, for the commands that run one outside of a stream. */
final class EngineOptions {

    @Option(
            names = "--precision",
            defaultValue = "fp32",
            paramLabel = "fp32|bf16|fp16|int8",
            description =
                    "Number format of the encoder, the faster the fewer bits (default: ${DEFAULT-VALUE}); fp16 is for"
                            + " GPUs, int8 for processors.")
    Precision precision;
}
