package dev.winnow.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.doctor.Examination.CheckResult;
import dev.winnow.ops.stream.TestStream;
import dev.winnow.topology.config.ControlConfig;
import dev.winnow.topology.config.DeadLetterConfig;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.RegistryConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A setup that is as it should be; a test breaks a part of it. */
abstract class DoctorFixture {
    static final Examination.Observer NOBODY = new Examination.Observer() {
        @Override
        public void begins(String check) {
            assertThat(check).isNotBlank();
        }

        @Override
        public void ended(CheckResult result) {
            assertThat(result.findings()).isNotEmpty();
        }
    };

    final TestStream stream = TestStream.create(2);

    WinnowConfig config() {
        return WinnowConfig.defaults().toBuilder()
                .kafka(Map.of("bootstrap.servers", stream.bootstrapServers()))
                .registry(RegistryConfig.at(stream.registryUrl(), false))
                .control(new ControlConfig(stream.control()))
                .deadLetters(new DeadLetterConfig(stream.deadLetters()))
                .management(ManagementConfig.at("127.0.0.1:0"))
                .pipelines(List.of(new PipelineConfig("moderation", stream.input(), stream.output())))
                .build();
    }

    List<CheckResult> look(WinnowConfig config, Check... checks) {
        return new Examination(List.of(checks)).of(config, NOBODY);
    }

    static Finding only(List<CheckResult> results, String check) {
        List<Finding> findings = results.stream()
                .filter(result -> result.check().equals(check))
                .flatMap(result -> result.findings().stream())
                .toList();
        assertThat(findings).as(check).hasSize(1);
        return findings.get(0);
    }

    static List<Finding> findings(List<CheckResult> results, String check) {
        return results.stream()
                .filter(result -> result.check().equals(check))
                .flatMap(result -> result.findings().stream())
                .toList();
    }

    static Check[] toTheBroker(Check... more) {
        return Stream.concat(Stream.of(new SettingsCheck(), new AddressesCheck(), new BrokerCheck()), Stream.of(more))
                .toArray(Check[]::new);
    }
}
