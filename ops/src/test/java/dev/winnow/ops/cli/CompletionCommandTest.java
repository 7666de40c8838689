package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks bash itself. */
class CompletionCommandTest {

    @TempDir
    Path folder;

    private Path script;

    @BeforeEach
    void write() throws IOException {
        script = Files.writeString(
                folder.resolve("completion.sh"), Cli.run("completion").out());
    }

    @Test
    void shouldBeValidBash() throws Exception {
        assertThat(bash("bash", "-n", script.toString())).isEmpty();
    }

    @Test
    void shouldCompleteCommandsAndOptions() throws Exception {
        // When
        String commands = completions("winnow", "kn");
        String nested = completions("winnow", "knob", "re");
        String options = completions("winnow", "doctor", "--js");

        // Then
        assertThat(commands.lines()).containsExactly("knob");
        assertThat(nested.lines()).containsExactly("release");
        assertThat(options.lines()).containsExactly("--json");
    }

    /** What bash offers when the last of the words is to be completed; it allows compopt only at a prompt. */
    private String completions(String... words) throws Exception {
        String program =
                "compopt() { :; }; source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_winnow; printf '%%s\\n' \"${COMPREPLY[@]}\""
                        .formatted(script, String.join(" ", words), words.length - 1);
        return bash("bash", "--norc", "-c", program);
    }

    private static String bash(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(said).isZero();
            return said;
        }
    }
}
