package dev.winnow.ops.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads a YAML file into nodes that know their lines, and refuses what could harm the process before it is built up:
 * a configuration needs no aliases (which can blow up exponentially), no deep nesting (nodes are composed recursively)
 * and no megabytes.
 */
final class YamlDocument {
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_DEPTH = 32;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setAllowDuplicateKeys(true)
            .setAllowNonScalarKeys(true)
            .build();

    private final Path file;
    private final List<Problem> problems;

    private YamlDocument(Path file, List<Problem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The document's root; empty for an empty file and where a problem was found. */
    static Optional<Node> read(Path file, List<Problem> problems) {
        return new YamlDocument(file, problems).read();
    }

    static Origin.Line origin(Path file, Optional<Mark> mark) {
        return new Origin.Line(file.toString(), mark.map(m -> m.getLine() + 1).orElse(1));
    }

    private Optional<Node> read() {
        try {
            if (Files.size(file) > MOST_BYTES) {
                return refuse(Optional.empty(), "larger than " + MOST_BYTES / 1024 + " KiB; this is no configuration");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            String yaml = text.startsWith("\uFEFF") ? text.substring(1) : text;
            return isHarmless(yaml) ? new Compose(SETTINGS).composeString(yaml) : Optional.empty();
        } catch (CharacterCodingException e) {
            return refuse(Optional.empty(), "not UTF-8 text");
        } catch (IOException e) {
            problems.add(new Problem(Origin.DEFAULT, "cannot read " + file + ": " + reason(e)));
            return Optional.empty();
        } catch (MarkedYamlEngineException e) {
            return refuse(e.getProblemMark().or(e::getContextMark), "not valid YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            return refuse(
                    Optional.empty(),
                    "not valid YAML: " + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    private boolean isHarmless(String yaml) {
        int depth = 0;
        for (Event event : new Parse(SETTINGS).parseString(yaml)) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            if (depth > MOST_DEPTH) {
                refuse(event.getStartMark(), "nested more than " + MOST_DEPTH + " levels deep");
                return false;
            }
            if (event instanceof AliasEvent alias) {
                refuse(event.getStartMark(), "alias '*" + alias.getAlias() + "' is not allowed; write the value out");
                return false;
            }
        }
        return true;
    }

    private Optional<Node> refuse(Optional<Mark> mark, String message) {
        problems.add(new Problem(origin(file, mark), message));
        return Optional.empty();
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException ? "no such file" : e.toString();
    }
}
