package dev.winnow.ops.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** Runs the program in this process and keeps what it wrote. */
public record Cli(int exitCode, String out, String err) {

    public static Cli run(String... args) {
        return run(Terminal.PIPED, args);
    }

    static Cli run(Terminal terminal, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Winnow.execute(terminal, new PrintWriter(out), new PrintWriter(err), args);
        return new Cli(exitCode, out.toString(), err.toString());
    }

    /** The last line of stdout, which must be a JSON object. */
    public Map<String, Object> json() {
        try {
            String text = out.strip();
            return new ObjectMapper().readValue(text.substring(text.lastIndexOf('\n') + 1), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON object in the last line of: " + out, e);
        }
    }
}
