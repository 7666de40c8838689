package dev.winnow.ops.bench;

import dev.winnow.ops.bench.flame.FlameGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code winnow bench flame}. */
@Command(
        name = "flame",
        description = {
            "Draw a flame graph of stacks that a profiler counted, in the collapsed form that async-profiler writes.",
            "Frames of libtorch's interpreter and dispatcher are left out."
        },
        footer = {
            "  WINNOW_JAVA_OPTS=-agentpath:libasyncProfiler.so=start,event=ctimer,cstack=vm,collapsed,file=stacks.txt"
                    + " winnow bench engine --steps --only 02",
            "  winnow bench flame stacks.txt --title \"02 packed\" --svg packed.svg",
        })
final class FlameCommand implements Callable<Integer> {
    @Parameters(paramLabel = "STACKS", description = "Lines of 'caller;callee;... samples'.")
    private Path stacks;

    @Option(names = "--svg", required = true, paramLabel = "FILE", description = "The picture to write.")
    private Path svg;

    @Option(names = "--title", defaultValue = "", paramLabel = "TEXT", description = "What stands above it.")
    private String title;

    @Option(
            names = "--from",
            defaultValue = "PackedEncoder.reduce",
            paramLabel = "NAME",
            description = "The function at its bottom; other stacks do not count (default: ${DEFAULT-VALUE}).")
    private String from;

    @Override
    public Integer call() throws IOException {
        Files.writeString(svg, new FlameGraph(title, Files.readAllLines(stacks), from).svg());
        return 0;
    }
}
