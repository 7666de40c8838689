package dev.winnow.ops.doctor;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistryException;
import dev.winnow.schemas.Subjects;
import dev.winnow.topology.config.InputFormat;
import dev.winnow.topology.config.OutputFormat;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.util.List;

/** Whether the schema registry answers, and has the schemas that this process may not register itself. */
final class RegistryCheck implements Check {

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
        List<String> outputs = config.pipelines().stream()
                .map(PipelineConfig::output)
                .distinct()
                .toList();
        try (AvroSerdes serdes = new AvroSerdes(config.registry().settings())) {
            Subjects subjects = serdes.subjects();
            List<String> missing = outputs.stream()
                    .filter(topic -> !subjects.isRegistered(topic))
                    .map(subjects::of)
                    .toList();
            if (missing.isEmpty() || !writes || config.registry().registers()) {
                return List.of(Finding.ok(config.registry().url() + " answers"));
            }
            return List.of(Finding.problem(
                    "it has no schema of classifications under " + String.join(", ", missing),
                    "winnow schemas --register, or set registry.auto-register to true"));
        } catch (RegistryException e) {
            String fix = "check registry.url, that the registry runs, registry.auth.* and registry.tls.*";
            String what = config.registry().url() + ": " + e.getMessage();
            return List.of(
                    writes || reads
                            ? Finding.problem(what, fix)
                            : Finding.warning(what + "; policies for the knobs cannot be read", fix));
        }
    }
}
