package dev.winnow.ops.cli;

import dev.winnow.ops.topics.TopicSetup;
import dev.winnow.ops.topics.TopicSetup.Missing;
import dev.winnow.ops.topics.TopicStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sets the topics of a configuration up, once, by somebody who may. */
@Command(
        name = "topics",
        description = "Creates the topics of the configuration that are missing and checks the others, which it never"
                + " changes. Exits with 1 if the stream would stumble over one.",
        footer = {
            "  winnow topics --config production.yaml --partitions 12 --replication-factor 3",
            "  winnow topics --dry-run                  what would be created",
            "  winnow topics --check --json             report only, for programs"
        })
final class TopicsCommand implements Callable<Integer> {

    @Mixin
    private ConfigOptions options;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Partitions of a new input and of new dead letters; a new output has as many as its input,"
                    + " the control topic one (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Replicas of new topics (default: as the broker has it).")
    private Short replicationFactor;

    @ArgGroup
    private Restraint restraint = new Restraint();

    /** At most one of them. */
    static final class Restraint {
        @Option(names = "--check", description = "Create nothing; a missing topic is a problem.")
        private boolean check;

        @Option(names = "--dry-run", description = "Create nothing; say what would be created.")
        private boolean dryRun;
    }

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /**
     * What {@code --json} prints.
     *
     * @param ok whether the stream could start
     * @param topics each of them
     */
    record Report(boolean ok, List<TopicStatus> topics) {}

    @Override
    public Integer call() {
        Logs.showWarningsOnly();
        if (partitions < 1) {
            throw new ParameterException(spec.commandLine(), "--partitions must be at least 1, not " + partitions);
        }
        TopicSetup.Wanted wanted = new TopicSetup.Wanted(partitions, Optional.ofNullable(replicationFactor), missing());
        List<TopicStatus> topics = new TopicSetup(options.load().value(), wanted).run();
        boolean ok = topics.stream().allMatch(topic -> topic.problems().isEmpty());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(new Report(ok, topics)));
        } else {
            print(topics, out);
        }
        out.flush();
        return ok ? 0 : 1;
    }

    private Missing missing() {
        if (restraint.check) {
            return Missing.REPORT;
        }
        return restraint.dryRun ? Missing.PLAN : Missing.CREATE;
    }

    private static void print(List<TopicStatus> topics, PrintWriter out) {
        int width =
                topics.stream().mapToInt(topic -> topic.topic().length()).max().orElse(0);
        for (TopicStatus topic : topics) {
            out.printf(
                    "%-" + width + "s  %-12s  %-7s  %d partitions%n",
                    topic.topic(),
                    topic.role(),
                    topic.state(),
                    topic.partitions());
            topic.problems().forEach(problem -> out.println("  problem: " + problem));
            topic.remarks().forEach(remark -> out.println("  remark: " + remark));
        }
    }
}
