package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.winnow.ops.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Who reads a command in the documentation types it, at three in the morning: it must be there. */
class DocumentedCommandsTest {
    private static final Path ROOT = Path.of("..");

    /** A fenced block, or code within a line. */
    private static final Pattern CODE = Pattern.compile("(?ms)^```\\w*$(.*?)^```$|(?<!`)`([^`\\n]+)`(?!`)");

    /** Not the rows of a benchmark, whose first column says 'winnow fp32'. */
    private static final Pattern COMMAND = Pattern.compile("(?:^|[|;(]|&&)\\s*(?:\\./)?winnow\\s+(?!fp32|bf16)(.*)");

    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(\\S+)");

    /** What only stands for something, or makes a part optional. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\b[A-Z][A-Z_]{2,}\\b|[\\[\\]…]|\\b[NX]\\b|\\.\\.\\.");

    private final CommandLine commands = Winnow.commands(Terminal.PIPED);

    /** A command as it is written, and where. */
    private record Written(Path file, String text) {
        List<String> words() {
            List<String> words = new ArrayList<>();
            Matcher matcher = WORD.matcher(text);
            while (matcher.find()) {
                String bare = matcher.group(3);
                if (bare != null && bare.matches("[#|;<>&)].*|\\d>.*")) {
                    break;
                }
                words.add(
                        bare != null ? bare.replaceFirst("\\)$", "") : matcher.group(matcher.group(1) != null ? 1 : 2));
            }
            return words;
        }

        boolean isComplete() {
            return !PLACEHOLDER.matcher(String.join(" ", words())).find();
        }
    }

    @Test
    void shouldNameCommandsAndOptionsThatThereAre() throws IOException {
        // Given
        List<Written> written = written();

        // When, Then
        assertThat(written).hasSizeGreaterThan(50).allSatisfy(command -> {
            CommandLine at = commands;
            for (String word : command.words()) {
                if (at.getSubcommands().containsKey(word)) {
                    at = at.getSubcommands().get(word);
                } else if (word.startsWith("--")) {
                    String option = word.replaceFirst("[=\\],].*", "");
                    assertThat(at.getCommandSpec().findOption(option))
                            .as("%s: %s of: winnow %s", command.file(), option, command.text())
                            .isNotNull();
                }
            }
            assertThat(at.getParent())
                    .as("%s: no such command: winnow %s", command.file(), command.text())
                    .isNotNull();
        });
    }

    @Test
    void shouldShowCommandsThatCanBeTyped() throws IOException {
        // Given
        List<Written> complete = written().stream()
                .filter(command -> command.file().toString().matches(".*(RUNBOOK|GUIDE|DEPLOY)\\.md"))
                .filter(command -> command.words().size() > 2)
                .filter(Written::isComplete)
                .toList();

        // When, Then
        assertThat(complete).hasSizeGreaterThan(20).allSatisfy(command -> assertThatCode(
                        () -> Winnow.commands(Terminal.PIPED)
                                .parseArgs(command.words().toArray(String[]::new)))
                .as("%s: winnow %s", command.file(), command.text())
                .doesNotThrowAnyException());
    }

    private static List<Written> written() throws IOException {
        try (Stream<Path> documents = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), documents.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .flatMap(DocumentedCommandsTest::written)
                    .toList();
        }
    }

    private static Stream<Written> written(Path file) {
        try {
            return CODE.matcher(Files.readString(file))
                    .results()
                    .map(code -> code.group(1) == null ? code.group(2) : code.group(1))
                    .flatMap(code -> code.replaceAll("\\\\\\R\\s*", " ").lines())
                    .flatMap(line -> COMMAND.matcher(line).results())
                    .map(found -> new Written(file, found.group(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
