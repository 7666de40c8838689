package dev.winnow.ops.faults;

import dev.winnow.ops.config.ConfigSources;
import dev.winnow.ops.config.EffectiveConfig;
import dev.winnow.ops.config.FlagValue;
import dev.winnow.topology.config.WinnowConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code winnow run} was told, for programs that stand in its place. */
final class RunArguments {
    private RunArguments() {}

    /** Reads {@code run} and any number of {@code --set KEY=VALUE}. */
    static WinnowConfig config(String[] args) {
        List<FlagValue> flags = Arrays.stream(args)
                .filter(arg -> arg.contains("="))
                .map(FlagValue::ofAssignment)
                .toList();
        ConfigSources sources = new ConfigSources(Optional.empty(), Map.of(), flags);
        return EffectiveConfig.load(WinnowConfig.defaults(), sources).value();
    }
}
