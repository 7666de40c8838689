package dev.winnow.topology.preflight;

import dev.winnow.schemas.RegistryException;
import dev.winnow.schemas.Subjects;
import dev.winnow.topology.config.OutputFormat;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the registry for the output schema where this process may not register it: the first result would fail, and so
 * would every try after it. A registry that is away is no reason to stop, since it may come back before the first result.
 */
public final class RegistryCheck {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryCheck.class);

    private RegistryCheck() {}

    /**
     * Asks for the schema of each output.
     *
     * @throws StartupException when the registry is there and lacks it
     */
    public static void check(WinnowConfig config, Subjects subjects) {
        if (config.output().format() != OutputFormat.AVRO || config.registry().registers()) {
            return;
        }
        try {
            List<String> missing = config.pipelines().stream()
                    .map(PipelineConfig::output)
                    .filter(topic -> !subjects.isRegistered(topic))
                    .map(subjects::of)
                    .distinct()
                    .toList();
            if (!missing.isEmpty()) {
                throw new StartupException("the schema registry has no schema of classifications under "
                        + String.join(", ", missing)
                        + "; register it with 'winnow schemas --register', or set registry.auto-register to true");
            }
        } catch (RegistryException away) {
            LOG.atWarn()
                    .addKeyValue("error", away.getMessage())
                    .log("the schema registry does not say whether it has the schema of the results; going on");
        }
    }
}
