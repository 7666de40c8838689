package dev.winnow.ops.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; the message has one line for every problem, so that one try shows them all. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an immutable list of records; the exception never leaves the process
    private final List<Problem> problems;

    public ConfigException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).distinct().collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
