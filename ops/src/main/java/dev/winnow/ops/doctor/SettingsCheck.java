package dev.winnow.ops.doctor;

import dev.winnow.topology.preflight.StartupException;
import dev.winnow.topology.preflight.TopicLimits;
import dev.winnow.topology.settings.StreamsSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.StreamsConfig;

/** What is passed through to Kafka: whether it may be, and whether it protects what it carries. */
final class SettingsCheck implements Check {

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public List<Finding> look(Setup setup) {
        Map<String, String> kafka = setup.config().kafka();
        try {
            StreamsConfig settings = StreamsSettings.of(
                    setup.config(),
                    TopicLimits.unknown(),
                    Path.of(System.getProperty("java.io.tmpdir")),
                    "winnow-doctor");
            settings.getMainConsumerConfigs("winnow-doctor", "winnow-doctor", 0);
        } catch (StartupException | KafkaException e) {
            return List.of(
                    Finding.problem(e.getMessage(), "winnow run --print-config shows where each value comes from"));
        }
        String protocol = kafka.getOrDefault("security.protocol", "PLAINTEXT");
        List<Finding> findings = new ArrayList<>();
        boolean remote = Address.list(setup.bootstrapServers()).stream().anyMatch(address -> !address.isLoopback());
        if (remote && !protocol.endsWith("SSL")) {
            findings.add(Finding.warning(
                    "documents cross the network unencrypted: kafka.security.protocol is " + protocol,
                    "use SSL or SASL_SSL where the network is not trusted"));
        } else {
            findings.add(Finding.ok("kafka.security.protocol is " + protocol));
        }
        return findings;
    }
}
