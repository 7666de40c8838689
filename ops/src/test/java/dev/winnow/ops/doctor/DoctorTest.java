package dev.winnow.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.cli.Cli;
import dev.winnow.ops.doctor.Examination.CheckResult;
import dev.winnow.ops.stream.HttpRegistry;
import dev.winnow.ops.stream.Services;
import dev.winnow.schemas.Subjects;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.RegistryConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole, and what lies around the broker: bundle, registry, settings. */
class DoctorTest extends DoctorFixture {
    @Test
    void shouldFindNothingToMendWhereNothingIsBroken() {
        // Given
        Services.registry()
                .register(stream.output() + "-value", Subjects.classification().toString());
        Services.registry()
                .register(stream.control() + "-value", Subjects.controlPolicy().toString());
        String[] setup = {
            "doctor",
            "--bootstrap-servers",
            stream.bootstrapServers(),
            "--registry",
            stream.registryUrl(),
            "--input",
            stream.input(),
            "--output",
            stream.output(),
            "--set",
            "control.topic=" + stream.control(),
            "--set",
            "dead-letters.topic=" + stream.deadLetters(),
            "--set",
            "management.listen=127.0.0.1:0",
            "--json"
        };

        // When
        Cli result = Cli.run(setup);

        // Then
        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.json()).containsEntry("ok", true);
        assertThat(result.out())
                .contains("\"check\":\"natives\",\"status\":\"ok\"", "\"check\":\"model\",\"status\":\"ok\"")
                .contains("nobody runs as application")
                .contains("\"check\":\"permissions\",\"status\":\"ok\"")
                .doesNotContain("\u001b");
    }

    @Test
    void shouldNameTheFileOfADamagedBundleAndLoadNoModel(@TempDir Path folder) throws IOException {
        // Given
        for (String file : List.of("bundle.json", "head.safetensors")) {
            try (var in = DoctorTest.class.getResourceAsStream("/bundles/moderation/" + file)) {
                Files.copy(in, folder.resolve(file));
            }
        }
        WinnowConfig config = config().toBuilder()
                .pipelines(List.of(new PipelineConfig(folder.toString(), stream.input(), stream.output())))
                .build();

        // When
        List<CheckResult> results = look(config, new BundlesCheck(), new ModelCheck());

        // Then
        assertThat(only(results, "bundles").status()).isEqualTo(Status.PROBLEM);
        assertThat(only(results, "bundles").what()).contains(folder.toString(), "the file is missing");
        assertThat(only(results, "model")).isEqualTo(Finding.skipped("needs 'bundles', see there"));
    }

    @Test
    void shouldTellARegistryThatIsAwayFromOneThatLacksTheSchema() {
        try (HttpRegistry registry = new HttpRegistry()) {
            // Given
            WinnowConfig config = config().toBuilder()
                    .registry(RegistryConfig.at(registry.url(), false))
                    .build();

            // When
            List<Finding> lacking = findings(look(config, new RegistryCheck()), "registry");
            registry.goAway();
            Finding away = only(look(config, new RegistryCheck()), "registry");

            // Then
            assertThat(lacking).extracting(Finding::status).containsExactly(Status.PROBLEM, Status.WARNING);
            assertThat(lacking.get(0).what()).contains("classifications", stream.output() + "-value");
            assertThat(lacking.get(1).what()).contains("policies", stream.control() + "-value");
            assertThat(lacking).extracting(Finding::fix).allSatisfy(fix -> assertThat(fix)
                    .contains("winnow schemas --register"));
            assertThat(away.status()).isEqualTo(Status.PROBLEM);
            assertThat(away.what()).contains(registry.url());
            assertThat(away.fix()).contains("registry.url");
        }
    }

    @Test
    void shouldRefuseSettingsThatLoseDocuments() {
        // Given
        WinnowConfig config = config().toBuilder()
                .kafka(Map.of("bootstrap.servers", stream.bootstrapServers(), "enable.auto.commit", "true"))
                .build();

        // When
        List<CheckResult> results = look(config, toTheBroker());

        // Then
        assertThat(only(results, "settings").status()).isEqualTo(Status.PROBLEM);
        assertThat(only(results, "settings").what()).contains("kafka.enable.auto.commit cannot be set");
        assertThat(only(results, "addresses").status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void shouldLeaveBehindWhatHangs() {
        // Given
        CountDownLatch never = new CountDownLatch(1);
        Check hanging = new Check() {
            @Override
            public String name() {
                return "hanging";
            }

            @Override
            public Duration limit() {
                return Duration.ofMillis(50);
            }

            @Override
            public List<Finding> look(Setup setup) throws InterruptedException {
                never.await();
                return List.of(Finding.ok("after all"));
            }
        };

        // When
        List<CheckResult> results = look(config(), hanging, new CoresCheck());

        // Then
        assertThat(only(results, "hanging").what()).startsWith("no answer within");
        assertThat(only(results, "cores").what()).contains("engine workers on");
    }
}
