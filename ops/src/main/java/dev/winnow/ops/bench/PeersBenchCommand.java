package dev.winnow.ops.bench;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.ops.bench.peers.Corpus;
import dev.winnow.ops.bench.peers.CorpusSource;
import dev.winnow.ops.bench.peers.PeersBench;
import dev.winnow.ops.bench.peers.PeersReport;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow bench peers}. */
@Command(
        name = "peers",
        description = {
            "Measure Winnow against what one would pick instead, with the same weights on the same texts: DJL's own translator,"
                    + " ONNX Runtime in fp32 and int8, and Kafka applications around them.",
            "Rows without 'stream' are engines on one thread; those with it work from topic to topic on all cores, which they"
                    + " share with a broker in this process. Rows take turns; medians are reported with the least and the most."
        },
        footer = {
            "  winnow bench peers --quick",
            "  winnow bench peers --bundle moderation --data data/hatexplain --texts comments.jsonl.gz",
            "  winnow bench peers --only djl-padded,winnow-fp32-full --json",
            "  winnow bench peers --only 'stream-*'"
        })
final class PeersBenchCommand implements Callable<Integer> {
    private static final int TEXTS = 256;
    private static final int QUICK_TEXTS = 32;
    private static final int LABELLED = 600;
    private static final int QUICK_LABELLED = 48;

    /** A file may be in an order, and then its first texts are no sample: so many are read, and mixed. */
    private static final int POOL = 20_000;

    private static final long SEED = 7;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Texts texts;

    @Option(
            names = "--bundle",
            paramLabel = "BUNDLE",
            description = "A folder, or the name of a shipped bundle (default: ${DEFAULT-VALUE}).",
            defaultValue = "topics")
    private String bundle;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder with a labelled test split, as 'winnow evaluate' takes it. Default: a few news items that"
                            + " come with Winnow, which say little.")
    private Path data;

    @Option(
            names = "--labelled",
            paramLabel = "N",
            description = "Labelled texts at most, 0 for all (default: 600, with --quick 48).")
    private Integer labelled;

    @Option(
            names = "--documents",
            paramLabel = "N",
            description = "Texts that speed is measured with (default: 256, with --quick 32).")
    private Integer documents;

    @Option(names = "--rounds", paramLabel = "N", description = "Turns of each row (default: 3, with --quick 1).")
    private Integer rounds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description =
                    "How long a timed run takes at least, about: fast rows classify the texts several times (default: 2,"
                            + " with --quick 0.3).")
    private Double seconds;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Texts that a padded engine gets in a call (default: ${DEFAULT-VALUE}).",
            defaultValue = "64")
    private int batch;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Partitions of the topics (default: ${DEFAULT-VALUE}).",
            defaultValue = "4")
    private int partitions;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Run these rows alone; * stands for any letters.")
    private List<String> only;

    @Option(names = "--quick", description = "Few texts and one round, for a look at everything in two minutes or so.")
    private boolean quick;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    private final Terminal terminal;

    PeersBenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        PeersBench.Settings settings = settings();
        CorpusSource source = source();
        Bundle opened = Bundle.open(bundle);
        Corpus corpus = source.corpus(opened.manifest().labels(), sample());
        PeersReport report;
        try (PeersBench bench = new PeersBench(opened, settings);
                Progress progress =
                        Progress.start("peers", terminal, spec.commandLine().getErr())) {
            report = bench.run(corpus, chosen(bench.names()), progress::update);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? report.json() + System.lineSeparator() : report.table());
        out.flush();
        return 0;
    }

    private PeersBench.Settings settings() {
        try {
            return new PeersBench.Settings(or(rounds, quick ? 1 : 3), or(seconds, quick ? 0.3 : 2), batch, partitions);
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    private CorpusSource source() {
        try {
            return new CorpusSource(Optional.ofNullable(data), or(labelled, quick ? QUICK_LABELLED : LABELLED));
        } catch (IllegalArgumentException e) {
            throw usage("--labelled: " + e.getMessage());
        }
    }

    private List<String> sample() {
        List<String> pool = new ArrayList<>(texts.first(POOL));
        Collections.shuffle(pool, new Random(SEED));
        int wanted = or(documents, quick ? QUICK_TEXTS : TEXTS);
        if (wanted < 1) {
            throw usage("--documents is 1 or more, not " + wanted);
        }
        return pool.subList(0, Math.min(wanted, pool.size()));
    }

    private List<String> chosen(List<String> names) {
        if (only == null) {
            return names;
        }
        List<String> chosen = new ArrayList<>();
        for (String wanted : only) {
            Pattern pattern = Pattern.compile(Pattern.quote(wanted.strip()).replace("*", "\\E.*\\Q"));
            List<String> matching = names.stream()
                    .filter(name -> pattern.matcher(name).matches())
                    .toList();
            if (matching.isEmpty()) {
                throw usage("--only: there is no '%s'; rows are %s".formatted(wanted, String.join(", ", names)));
            }
            chosen.addAll(matching);
        }
        return chosen;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static <T> T or(T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
