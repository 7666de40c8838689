package dev.winnow.ops.cli;

import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.pipeline.PipelineTopology;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What would run, in the words of Kafka Streams: other tools draw it. */
@Command(
        name = "topology",
        description =
                "Prints Kafka Streams' description of what 'winnow run' would run with this configuration: sources,"
                        + " processors, stores and sinks. Needs no broker and loads no model.",
        footer = {"  winnow topology --config production.yaml", "  winnow topology --input comments --output verdicts"})
final class TopologyCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        WinnowConfig config = options.load().value();
        PrintWriter out = spec.commandLine().getOut();
        out.print(PipelineTopology.outline(config.pipelines(), PipelineTopology.SideTopics.of(config))
                .describe());
        out.flush();
        return 0;
    }
}
