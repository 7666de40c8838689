package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.bundle.Bundle;
import dev.winnow.ops.bench.gate.Bound;
import dev.winnow.ops.bench.gate.Verdict;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow bench gate}. */
@Command(
        name = "gate",
        description = {
            "Fail where a gain was lost: packed against padded, token reduction against none, int8 against fp32, as ratios of"
                    + " processor time on the comments of the demo, so that they hold on any machine.",
            "Exit code 1 where a ratio is below its bound."
        },
        footer = {"  winnow bench gate", "  winnow bench gate --rounds 15 --json"})
final class GateCommand implements Callable<Integer> {
    /** Enough for the micro-batches: the comments of the demo have about 20 tokens. */
    private static final int COMMENTS = 400;

    private static final int BATCHES = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--rounds",
            description = "Timed runs of each side of a ratio (default: ${DEFAULT-VALUE}).",
            defaultValue = "9")
    private int rounds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private final Terminal terminal;

    GateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (rounds < 1) {
            throw new ParameterException(spec.commandLine(), "--rounds must be at least 1, not " + rounds);
        }
        Map<Bound, Double> ratios;
        try (GateBench bench = new GateBench(Bundle.open("moderation"));
                Progress progress =
                        Progress.start("gate", terminal, spec.commandLine().getErr())) {
            ratios = bench.run(new Texts().first(COMMENTS), BATCHES, rounds, progress::update);
        }
        return judge(ratios);
    }

    /** Prints the verdicts; the exit code is 1 where one is bad. */
    int judge(Map<Bound, Double> ratios) {
        List<Verdict> verdicts = Verdict.of(ratios);
        boolean passed = verdicts.stream().allMatch(Verdict::passed);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report(verdicts, passed));
        } else {
            verdicts.forEach(verdict -> out.println(verdict.line()));
            out.println(passed ? "nothing was lost" : "a gain was lost; measure it with 'winnow bench engine --steps'");
        }
        out.flush();
        return passed ? 0 : 1;
    }

    private ObjectNode report(List<Verdict> verdicts, boolean passed) {
        ObjectNode report =
                new ObjectMapper().createObjectNode().put("passed", passed).put("rounds", rounds);
        for (Verdict verdict : verdicts) {
            report.withArray("ratios")
                    .addObject()
                    .put("name", verdict.bound().name())
                    .put("ratio", verdict.ratio())
                    .put("least", verdict.bound().least())
                    .put("passed", verdict.passed());
        }
        return report;
    }
}
