package dev.winnow.ops.doctor;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistryException;
import dev.winnow.schemas.Subjects;
import dev.winnow.topology.config.InputFormat;
import dev.winnow.topology.config.OutputFormat;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Whether the schema registry answers, and has the schemas that this process may not register itself. */
final class RegistryCheck implements Check {
    private static final Schema CLASSIFICATION = Subjects.classification();
    private static final Schema POLICY = Subjects.controlPolicy();
    private static final String FIX = "winnow schemas --register, or set registry.auto-register to true";

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public List<Finding> look(Setup setup) {
        WinnowConfig config = setup.config();
        boolean writes = config.output().format() == OutputFormat.AVRO;
        boolean reads = config.input().format() == InputFormat.AVRO;
        if (!writes && !reads && config.control().used().isEmpty()) {
            return List.of(Finding.skipped("nothing is written or read as Avro"));
        }
        try (AvroSerdes serdes = new AvroSerdes(config.registry().settings())) {
            return look(config, serdes.subjects());
        } catch (RegistryException e) {
            String fix = "check registry.url, that the registry runs, registry.auth.* and registry.tls.*";
            String what = config.registry().url() + ": " + e.getMessage();
            return List.of(
                    writes || reads
                            ? Finding.problem(what, fix)
                            : Finding.warning(what + "; policies for the knobs cannot be read", fix));
        }
    }

    /** Asks for all of them in any case: that the registry answers is worth knowing also where nothing is missing. */
    private static List<Finding> look(WinnowConfig config, Subjects subjects) {
        List<Finding> findings = new ArrayList<>();
        boolean writes = config.output().format() == OutputFormat.AVRO;
        List<String> results =
                missing(config.pipelines().stream().map(PipelineConfig::output), CLASSIFICATION, subjects);
        List<String> policies = missing(config.control().used().stream(), POLICY, subjects);
        if (writes && !results.isEmpty() && !config.registry().registers()) {
            findings.add(
                    Finding.problem("it has no schema of classifications under " + String.join(", ", results), FIX));
        }
        if (!policies.isEmpty() && !config.registry().registers()) {
            findings.add(Finding.warning(
                    "it has no schema of policies under %s, so that no knob can be turned"
                            .formatted(String.join(", ", policies)),
                    FIX));
        }
        return findings.isEmpty() ? List.of(Finding.ok(config.registry().url() + " answers")) : findings;
    }

    private static List<String> missing(Stream<String> topics, Schema schema, Subjects subjects) {
        return topics.distinct()
                .filter(topic -> !subjects.isRegistered(topic, schema))
                .map(topic -> subjects.of(topic, schema))
                .toList();
    }
}
