package dev.winnow.ops.image;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The compose file at the root of the source tree as a project of its own, on free ports, beside what people run of it.
 * Closing removes its containers and volumes.
 */
final class Compose implements AutoCloseable {
    private final Command command;

    private Compose(Command command) {
        this.command = command;
    }

    /** Skips the test where there is neither {@code docker compose} nor {@code docker-compose}. */
    static Compose withPorts(int kafka, int registry) {
        Map<String, String> environment = new HashMap<>();
        environment.put("COMPOSE_PROJECT_NAME", "winnow-test-" + UUID.randomUUID());
        environment.put("WINNOW_IMAGE", WinnowImage.name());
        environment.put("KAFKA_PORT", String.valueOf(kafka));
        environment.put("REGISTRY_PORT", String.valueOf(registry));
        List<Command> known = Stream.of(List.of("docker", "compose"), List.of("docker-compose"))
                .map(program -> new Command(program, environment))
                .filter(program -> program.exists("version"))
                .toList();
        assumeThat(known).as("docker compose or docker-compose").isNotEmpty();
        return new Compose(known.get(0));
    }

    /** Starts everything in the background; returns when all that others wait for is there. */
    void up() {
        Command.Outcome outcome = command.run("up", "--detach", "--no-build");
        if (outcome.exitCode() != 0) {
            throw new AssertionError(outcome + System.lineSeparator() + command.run("logs", "--no-color"));
        }
    }

    void stop() {
        command.run("stop").require();
    }

    /** What a service printed, in both of its streams. */
    String logs(String service) {
        return command.run("logs", "--no-color", service).require();
    }

    int exitCode(String service) {
        return Integer.parseInt(inspect(service, "{{.State.ExitCode}}"));
    }

    /** {@code healthy}, or what else Docker finds. */
    String health(String service) {
        return inspect(service, "{{.State.Health.Status}}");
    }

    private String inspect(String service, String format) {
        String id = command.run("ps", "--all", "--quiet", service).require().strip();
        return Command.docker().run("inspect", "--format", format, id).require().strip();
    }

    @Override
    public void close() {
        command.run("down", "--volumes", "--timeout", "20").require();
    }
}
