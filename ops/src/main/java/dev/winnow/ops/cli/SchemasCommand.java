package dev.winnow.ops.cli;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.Subjects;
import dev.winnow.topology.config.InputFormat;
import dev.winnow.topology.config.OutputFormat;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
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
                        + " output topic, and that of the policies under the one of the control topic, which 'winnow run'"
                        + " and 'winnow knob' do not do themselves unless registry.auto-register is true.",
        footer = {
            "  winnow schemas                           print them",
            "  winnow schemas --register --registry http://registry:8081 --output verdicts",
            "  winnow schemas --register --config production.yaml"
        })
final class SchemasCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options;

    @Option(names = "--register", description = "Register the schemas that Winnow writes instead of printing.")
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
        config.control()
                .used()
                .ifPresent(topic -> schemas.put(
                        subjects.of(topic, Subjects.controlPolicy()),
                        Subjects.controlPolicy().toString()));
        return schemas;
    }

    private static void register(WinnowConfig config, Subjects subjects, PrintWriter out) {
        if (config.output().format() != OutputFormat.AVRO
                && config.control().used().isEmpty()) {
            out.println("nothing to register: output.format is json, and there is no control topic");
        }
        if (config.output().format() == OutputFormat.AVRO) {
            config.pipelines().stream()
                    .map(PipelineConfig::output)
                    .distinct()
                    .forEach(topic -> register(topic, Subjects.classification(), subjects, out));
        }
        config.control().used().ifPresent(topic -> register(topic, Subjects.controlPolicy(), subjects, out));
    }

    private static void register(String topic, Schema schema, Subjects subjects, PrintWriter out) {
        out.printf("%s: schema %d%n", subjects.of(topic, schema), subjects.register(topic, schema));
    }
}
