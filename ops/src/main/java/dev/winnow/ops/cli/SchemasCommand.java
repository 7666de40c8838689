package dev.winnow.ops.cli;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.Subjects;
import dev.winnow.topology.config.InputFormat;
import dev.winnow.topology.config.OutputFormat;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the schemas of a configuration's topics, for those who register them by hand, or registers what Winnow writes. */
@Command(
        name = "schemas",
        description =
                "Prints the Avro schemas of the topics as one JSON object: subject of the schema registry to schema."
                        + " With --register it registers the schema of the classifications under the subject of every"
                        + " output topic, which 'winnow run' does not do itself unless registry.auto-register is true.",
        footer = {
            "  winnow schemas                           print them",
            "  winnow schemas --register --registry http://registry:8081 --output verdicts",
            "  winnow schemas --register --config production.yaml"
        })
final class SchemasCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options;

    @Option(names = "--register", description = "Register the schema of the classifications instead of printing.")
    private boolean register;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        WinnowConfig config = options.load().value();
        try (AvroSerdes serdes = new AvroSerdes(config.registry().settings())) {
            PrintWriter out = spec.commandLine().getOut();
            if (register) {
                register(config, serdes.subjects(), out);
            } else {
                out.println(Json.object(schemas(config, serdes.subjects())));
            }
            out.flush();
        }
        return 0;
    }

    private static Map<String, String> schemas(WinnowConfig config, Subjects subjects) {
        Map<String, String> schemas = new LinkedHashMap<>();
        for (PipelineConfig pipeline : config.pipelines()) {
            if (config.input().format() == InputFormat.AVRO) {
                schemas.put(
                        subjects.of(pipeline.input(), Subjects.document()),
                        Subjects.document().toString());
            }
            if (config.output().format() == OutputFormat.AVRO) {
                schemas.put(
                        subjects.of(pipeline.output()),
                        Subjects.classification().toString());
            }
        }
        return schemas;
    }

    private static void register(WinnowConfig config, Subjects subjects, PrintWriter out) {
        if (config.output().format() != OutputFormat.AVRO) {
            out.println("nothing to register: output.format is json");
            return;
        }
        List<String> outputs = config.pipelines().stream()
                .map(PipelineConfig::output)
                .distinct()
                .toList();
        for (String topic : outputs) {
            out.printf("%s: schema %d%n", subjects.of(topic), subjects.register(topic));
        }
    }
}
