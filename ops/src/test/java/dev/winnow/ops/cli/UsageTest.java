package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    @Test
    void shouldPrintItsVersion() {
        // When
        Cli result = Cli.run("--version");

        // Then
        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).startsWith("winnow ");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "demo",
                "classify",
                "train",
                "evaluate",
                "calibrate",
                "simulate",
                "schemas",
                "topics",
                "topology",
                "health",
                "doctor",
                "completion",
                "dlq",
                "top"
            })
    void shouldExplainEachCommandWithExamples(String command) {
        // When
        Cli result = Cli.run(command, "--help");

        // Then
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("Usage: winnow " + command, "Examples:", "  winnow " + command, "Exit codes:");
        assertThat(result.out()).doesNotContain("\u001b");
    }

    @Test
    void shouldListItsCommands() {
        // When
        Cli result = Cli.run("--help");

        // Then
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("run", "demo", "classify", "train", "evaluate", "calibrate", "schemas", "dlq");
    }

    @Test
    void shouldRefuseUnknownOptionsWithAHint() {
        // When
        Cli result = Cli.run("classify", "--bundel", "x");

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("winnow: Unknown option", "--bundle", "Try 'winnow classify --help'.");
    }

    @Test
    void shouldAskForOneDataSetForAllBundlesOrOneForEach() {
        // When
        Cli result =
                Cli.run("evaluate", "--bundle", "a", "--bundle", "b", "--bundle", "c", "--data", "x", "--data", "y");

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("--data: name one folder for all bundles or one for each, not 2 for 3");
    }

    @Test
    void shouldAskForACommandWhenThereIsNone() {
        // When
        Cli result = Cli.run();

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("winnow: Missing required subcommand");
    }

    @Test
    void shouldFailInOneLineWithoutAStackTrace() {
        // When
        Cli result = Cli.run("evaluate", "--bundle", "moderation", "--data", "no/such/folder");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("winnow: no/such/folder is not a folder");
    }
}
