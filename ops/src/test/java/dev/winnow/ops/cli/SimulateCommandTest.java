package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {

    private static final String COST = "--cost=3,170";

    @TempDir
    private Path folder;

    @Test
    void shouldSimulateAStepWithTheController() {
        // When
        Cli result = Cli.run("simulate", "--bundle=topics", "--arrivals=step", COST, "--workers=2", "--json");

        // Then
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        Map<String, Object> json = result.json();
        assertThat(json).containsEntry("policy", "auto").containsEntry("instances", 1);
        assertThat(json.get("results")).isEqualTo(json.get("documents"));
        assertThat((double) json.get("sloViolationRatio")).isLessThan(0.05);
        assertThat((double) json.get("effectiveAccuracy")).isBetween(0.9, 0.93);
        assertThat((double) json.get("drainSeconds")).isLessThan(30);
        assertThat((List<?>) json.get("timeline")).hasSizeBetween(750, 760);
    }

    @Test
    void shouldSayWhatTheSameLoadDoesToTheFullEncoder() {
        // When
        Cli result =
                Cli.run("simulate", "--bundle=topics", "--arrivals=step", COST, "--workers=2", "--offset=-1", "--json");

        // Then
        assertThat(result.json()).containsEntry("policy", "fixed").containsEntry("meanOffset", -1.0);
        assertThat((double) result.json().get("sloViolationRatio")).isGreaterThan(0.8);
    }

    @Test
    void shouldSizeALoadOfMillions() {
        // When
        Cli result = Cli.run(
                "simulate",
                "--bundle=topics",
                "--arrivals=steady",
                "--rate=2000000",
                "--duration=20s",
                COST,
                "--workers=32",
                "--size",
                "--json");

        // Then: an instance does about 6,000 documents a second at -1, and six times as many at its fastest
        assertThat(result.err().lines())
                .as("progress, where it takes some seconds")
                .allMatch(line -> line.startsWith("sizing: "));
        assertThat((int) result.json().get("instances")).isBetween(55, 110);
        assertThat((double) result.json().get("p99AgeSeconds")).isLessThan(0.51);
    }

    @Test
    void shouldReadArrivalsAndReportThemForPeople() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("load.csv"), "seconds,rate\n0,50\n20,100\n");

        // When
        Cli result = Cli.run(
                "simulate", "--bundle=moderation", "--arrivals", file.toString(), COST, "--workers=2", "--instances=2");

        // Then
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains(
                        "engine    3.0 ms a call and 170 µs a token; 2 workers do",
                        "2 instances share it",
                        "| offset |");
    }

    @Test
    void shouldRefuseWhatContradictsItself() {
        assertThat(usage("--arrivals=no-such-file")).contains("neither a file that can be read nor one of steady");
        assertThat(usage("--arrivals=step", "--rate=1", "--load=1")).contains("give one of them");
        assertThat(usage("--arrivals=step", "--size", "--load=1")).contains("--size needs a load that does not grow");
        assertThat(usage("--arrivals=step", "--size")).contains("--size needs a load that does not grow");
        assertThat(usage("--arrivals=step", "--instances=0")).contains("--instances");
        assertThat(usage("--arrivals=step", "--least=0.5", "--most=0")).contains("above the most");
        assertThat(usage("--arrivals=step", "--cost=3")).contains("FIXED_MS,MICROS_PER_TOKEN");
        assertThat(usage("--arrivals=step", "--cost=3,-1")).contains("a token costs");
    }

    @Test
    void shouldNeedACalibration() {
        // When
        Cli result = Cli.run("simulate", "--bundle", TinyBundle.folder().toString(), "--arrivals=step", COST);

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("has no calibration", "winnow calibrate");
    }

    private static String usage(String... options) {
        String[] args = new String[options.length + 2];
        args[0] = "simulate";
        args[1] = "--bundle=topics";
        System.arraycopy(options, 0, args, 2, options.length);
        Cli result = Cli.run(args);
        assertThat(result.exitCode()).isEqualTo(2);
        return result.err();
    }
}
