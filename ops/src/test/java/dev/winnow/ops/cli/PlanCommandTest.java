package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanCommandTest {

    @Test
    void shouldPlanForSeveralLoads() {
        // When
        Cli result = Cli.run("plan", "--cost=2", "--workers=2", "--rate=100,10000", "--json");

        // Then
        assertThat(result.err()).isEmpty();
        assertThat(result.exitCode()).isZero();
        Map<String, Object> json = result.json();
        assertThat((double) json.get("millis")).isCloseTo(2, withinPercentage(0.1));
        Map<String, Object> small = plans(json).get(0);
        Map<String, Object> large = plans(json).get(1);
        assertThat(small).containsEntry("cores", 4).containsEntry("instances", 2);
        assertThat((double) large.get("leastCores")).isCloseTo(20, withinPercentage(0.1));
        assertThat((int) large.get("cores")).isBetween(30, 44);
        assertThat((double) large.get("simulatedP99Seconds")).isLessThan(1.05);
    }

    @Test
    void shouldSayWhatCoresCarry() {
        // When
        Cli result = Cli.run("plan", "--cost=2", "--workers=2", "--cores=20", "--each");

        // Then
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("2.000 ms of processor time a document", "|    20 |      10 |");
    }

    @Test
    void shouldMeasureABundle() {
        // When
        Cli result = Cli.run(
                "plan",
                "--bundle",
                TinyBundle.folder().toString(),
                "--rate=10",
                "--workers=1",
                "--stream-ms=5",
                "--json");

        // Then
        Map<String, Object> json = result.json();
        assertThat((double) json.get("millis")).isGreaterThan((double) json.get("engineMillis") + 4.9);
        assertThat(plans(json)).hasSize(1);
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        assertThat(usage("--cost=-1")).contains("a document costs more than 0");
        assertThat(usage("--cost=2", "--peak=0.5")).contains("the peak is 1 to 100 times");
        assertThat(usage("--cost=2", "--rate=0")).contains("--rate must be above 0");
        assertThat(usage("--cost=2", "--cores=1", "--workers=2")).contains("--cores enough for one instance");
        assertThat(usage("--cost=2", "--record-bytes=3")).contains("two numbers such as");
    }

    @Test
    void shouldSayThatNoLoadHoldsAnObjective() {
        // When
        Cli result = Cli.run("plan", "--cost=2", "--objective=50ms");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("no load at all holds 50 ms");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> plans(Map<String, Object> json) {
        return (List<Map<String, Object>>) json.get("plans");
    }

    private static String usage(String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "plan";
        System.arraycopy(options, 0, args, 1, options.length);
        Cli result = Cli.run(args);
        assertThat(result.exitCode()).isEqualTo(2);
        return result.err();
    }
}
