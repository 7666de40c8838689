package dev.winnow.ops.cli;

import dev.winnow.model.training.stages.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Which options of {@code winnow train} concern which stages. One that is given for stages that do not run is an error: whoever
 * gave it believes for hours that it did something.
 */
final class StageOptions {
    /** By option; what is not here concerns every stage. */
    static final Map<String, Set<Stage>> STAGES = table();

    private StageOptions() {}

    private static Map<String, Set<Stage>> table() {
        Map<String, Set<Stage>> table = new TreeMap<>();
        Set<Stage> behindTheProbe = EnumSet.range(Stage.FINETUNE, Stage.REDUCE);
        Set<Stage> learning = EnumSet.of(Stage.FINETUNE, Stage.REDUCE);
        Set<Stage> finetune = EnumSet.of(Stage.FINETUNE);
        Set<Stage> reduce = EnumSet.of(Stage.REDUCE);
        put(table, behindTheProbe, "--restart", "--keep-work", "--max-tokens", "--bf16", "--threads");
        put(table, learning, "--seed", "--batch", "--dropout", "--checkpoint-every");
        put(table, finetune, "--epochs", "--learning-rate", "--patience");
        put(table, reduce, "--reduce-epochs", "--reduce-learning-rate", "--distillation");
        put(table, reduce, "--predictor-learning-rate", "--threshold-learning-rate");
        put(table, reduce, "--gamma", "--saliency-power", "--phi", "--phi-ramp", "--lambda", "--lambda-end");
        put(table, reduce, "--full-share", "--lowest-offset", "--highest-offset");
        return Collections.unmodifiableMap(table);
    }

    private static void put(Map<String, Set<Stage>> table, Set<Stage> stages, String... options) {
        for (String option : options) {
            table.put(option, stages);
        }
    }

    /**
     * Looks at what the command was given.
     *
     * @throws ParameterException if an option concerns none of the stages; the message names all of that kind
     */
    static void check(CommandLine command, StageChoice choice) {
        List<String> idle = new ArrayList<>();
        STAGES.forEach((option, stages) -> {
            if (command.getParseResult().hasMatchedOption(option) && Collections.disjoint(stages, choice.stages())) {
                idle.add(option + " (an option of " + named(stages) + ")");
            }
        });
        if (!idle.isEmpty()) {
            throw new ParameterException(command, "--stage " + choice + " has no use for " + String.join("; ", idle));
        }
    }

    private static String named(Set<Stage> stages) {
        return stages.stream().map(Stage::label).collect(Collectors.joining(", "));
    }
}
