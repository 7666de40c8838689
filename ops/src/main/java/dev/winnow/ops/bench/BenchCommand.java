package dev.winnow.ops.bench;

import picocli.CommandLine.Command;

/** {@code winnow bench}: every number in the documentation comes out of one of its subcommands. */
@Command(
        name = "bench",
        description = "Measure Winnow against named baselines.",
        subcommands = {
            EngineBenchCommand.class,
            StageBenchCommand.class,
            ParityBenchCommand.class,
            ReductionBenchCommand.class,
            StreamBenchCommand.class,
            ScaleBenchCommand.class,
            StartBenchCommand.class,
            ControlBenchCommand.class,
            PeersBenchCommand.class,
            ProcessBenchCommand.class,
            GateCommand.class,
            FlameCommand.class
        })
public final class BenchCommand {}
