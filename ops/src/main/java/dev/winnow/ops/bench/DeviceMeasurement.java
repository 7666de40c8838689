package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.encoder.Gpu;
import dev.winnow.model.engine.DeviceChoice;
import dev.winnow.model.tokenizer.DocumentTokenizer;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The part of {@code winnow bench engine} that measures one device, not engines against each other. */
final class DeviceMeasurement {
    /** Texts for a batch are more than enough where each has so many tokens. */
    private static final int SHORT_TEXT = 8;

    @Option(
            names = "--bytetransformer",
            description =
                    "Measure ByteTransformer's own settings alone, where --device says: BERT-base with random weights, batches of"
                            + " 16, mean length 0.6 of the longest; in fp16 on a GPU, in fp32 on the processor.")
    private boolean byteTransformer;

    @Option(
            names = "--lengths",
            split = ",",
            paramLabel = "N",
            description = "For --bytetransformer and --device: the longest documents, at most 1024 tokens"
                    + " (default: those of ByteTransformer's table, 64 to 1024).")
    private List<Integer> lengths = ByteTransformerBench.MAXIMA;

    @Option(
            names = "--batch-tokens",
            defaultValue = "32768",
            description = "For --device: tokens of a batch (default: ${DEFAULT-VALUE}).")
    private int batchTokens;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /**
     * What to measure with.
     *
     * @param bundle a folder or a shipped name
     * @param texts documents
     * @param batches batches of them
     * @param maxTokens longest document
     * @param rounds timed runs
     */
    record Plan(String bundle, Texts texts, int batches, int maxTokens, int rounds) {}

    /** Whether it is this part that the options ask for: a device by its name, or these settings. */
    boolean isAskedFor(DeviceChoice device) {
        return byteTransformer || device != DeviceChoice.AUTO;
    }

    /** Measures, prints tables and fills the report. */
    void run(DeviceChoice device, Plan plan, Terminal terminal, PrintWriter tables, ObjectNode report) {
        if (lengths.stream().anyMatch(length -> length < 1 || length > ByteTransformerBench.LONGEST)) {
            throw new ParameterException(
                    spec.commandLine(), "--lengths must be 1 to " + ByteTransformerBench.LONGEST + ", not " + lengths);
        }
        Optional<Gpu> gpu = device.gpu();
        String name = gpu.map(present -> "a GPU of compute capability %d.%d"
                        .formatted(present.capability() / 10, present.capability() % 10))
                .orElse("the processor, one thread");
        report.put("device", name);
        if (!byteTransformer) {
            runBundle(gpu, plan, terminal, tables, report);
        }
        try (ByteTransformerBench bench = new ByteTransformerBench(gpu);
                Progress progress = progress("ByteTransformer's settings", terminal)) {
            List<ByteTransformerBench.Row> rows = bench.run(lengths, plan.rounds(), progress::update);
            DeviceBenchReport.printByteTransformer(tables, name, bench.precision(), rows);
            DeviceBenchReport.addByteTransformer(report, bench.precision(), rows);
        }
    }

    private void runBundle(Optional<Gpu> gpu, Plan plan, Terminal terminal, PrintWriter tables, ObjectNode report) {
        Bundle bundle = Bundle.open(plan.bundle());
        Workload workload = workload(bundle, plan);
        try (DeviceBench bench = new DeviceBench(bundle, gpu)) {
            List<DeviceBench.Parity> parities;
            try (Progress progress = progress("parity", terminal)) {
                parities = bench.parity(workload, progress::update);
            }
            DeviceBenchReport.printParity(tables, workload, parities);
            List<DeviceBench.Speed> speeds;
            try (Progress progress = progress(workload.name(), terminal)) {
                speeds = bench.speed(workload, plan.rounds(), progress::update);
            }
            DeviceBenchReport.printSpeed(tables, workload, speeds);
            DeviceBenchReport.addDevice(report, parities, speeds);
        }
    }

    private Workload workload(Bundle bundle, Plan plan) {
        try (DocumentTokenizer tokenizer =
                new DocumentTokenizer(bundle.checkpoint().tokenizerJson(), plan.maxTokens())) {
            List<TokenizedText> documents = plan.texts().first(plan.batches() * batchTokens / SHORT_TEXT).stream()
                    .map(tokenizer::tokenize)
                    .toList();
            Workload workload = Workload.ofTokens(documents, batchTokens, plan.batches());
            if (workload.batches().isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(),
                        "the texts fill no batch of %d tokens: give more of them, or lower --batch-tokens"
                                .formatted(batchTokens));
            }
            return workload;
        }
    }

    private Progress progress(String task, Terminal terminal) {
        return Progress.start(task, terminal, spec.commandLine().getErr());
    }
}
