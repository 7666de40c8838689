package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.classifier.Encoders;
import dev.winnow.model.encoder.BatchEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.engine.Engine;
import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.model.evaluation.EncoderParity;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.packing.TokenBudget;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.DocumentTokenizer;
import dev.winnow.ops.engine.EngineChoice;
import dev.winnow.ops.terminal.Progress;
import dev.winnow.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code winnow bench parity}. */
@Command(
        name = "parity",
        description = {
            "Compare another engine with libtorch in fp32, document by document: labels, tokens kept and logits, and the time"
                    + " of both, batch by batch in turn.",
            "Exit code 1 where a document has another label although its tokens came to the same layers, or a logit of such a"
                    + " document differs by more than --tolerance."
        },
        footer = {
            "  winnow bench parity --bundle topics --engine onnx --texts news.jsonl.gz",
            "  winnow bench parity --bundle moderation --device cuda --precision fp16 --tolerance 0.05",
            "  winnow bench parity --bundle moderation --engine tensorrt --tolerance 0.01 --json",
        })
final class ParityBenchCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Texts texts;

    @Mixin
    private EngineChoice engine;

    @Option(
            names = "--bundle",
            required = true,
            paramLabel = "BUNDLE",
            description = "A folder, or the name of a shipped bundle.")
    private String bundle;

    @Option(
            names = "--precision",
            defaultValue = "fp32",
            paramLabel = "fp32|bf16|fp16",
            description = "Number format of the engine that is compared (default: ${DEFAULT-VALUE}).")
    private Precision precision;

    @Option(
            names = "--offsets",
            split = ",",
            paramLabel = "D",
            description = "δ offsets to compare at (default: ${DEFAULT-VALUE}).",
            defaultValue = "-1,0,0.25")
    private List<Double> offsets;

    @Option(names = "--documents", description = "How many texts (default: ${DEFAULT-VALUE}).", defaultValue = "2000")
    private int documents;

    @Option(
            names = "--batch-tokens",
            description = "Tokens of a batch (default: ${DEFAULT-VALUE}).",
            defaultValue = "1500")
    private int batchTokens;

    @Option(
            names = "--tolerance",
            description = "The largest difference of a logit (default: ${DEFAULT-VALUE}).",
            defaultValue = "1e-4")
    private double tolerance;

    @Option(names = "--json", description = "Print one JSON object instead of a table.")
    private boolean json;

    private final Terminal terminal;

    ParityBenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<DeltaOffset> compared = compared();
        Engine chosen = engine.engine(precision);
        Bundle opened = Bundle.open(bundle);
        Checkpoint checkpoint = opened.checkpoint();
        List<EncoderParity> parities;
        try (BatchEncoder reference = Encoders.load(opened, checkpoint, new Engine.PyTorch(PrecisionChoice.FP32));
                BatchEncoder other = Encoders.load(opened, checkpoint, chosen);
                DocumentTokenizer tokenizer = new DocumentTokenizer(
                        checkpoint.tokenizerJson(), opened.manifest().maxTokens());
                Progress progress =
                        Progress.start("documents", terminal, spec.commandLine().getErr())) {
            parities = compared.stream()
                    .map(offset -> new EncoderParity(reference, other, offset))
                    .toList();
            List<String> read = texts.first(documents);
            new TokenBudget(batchTokens).forEachBatch(read, tokenizer::tokenize, (first, batch) -> {
                PackedBatch packed = PackedBatch.of(batch);
                parities.forEach(parity -> parity.compare(packed));
                progress.update(first + batch.size(), read.size());
            });
        }
        return report(parities.stream().map(EncoderParity::result).toList());
    }

    private List<DeltaOffset> compared() {
        try {
            return offsets.stream().map(DeltaOffset::new).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--offsets: " + e.getMessage());
        }
    }

    private int report(List<EncoderParity.Result> results) {
        PrintWriter out = spec.commandLine().getOut();
        boolean equal = results.stream().allMatch(this::isEqual);
        if (json) {
            ObjectNode report = new ObjectMapper().createObjectNode();
            report.put("bundle", bundle)
                    .put("engine", engine.label())
                    .put("precision", precision.label())
                    .put("equal", equal)
                    .putPOJO("offsets", results);
            out.println(report);
        } else {
            out.println("| offset | documents | other label | other tokens | in documents | largest logit difference"
                    + " | documents/s | libtorch |");
            out.println("|---|---|---|---|---|---|---|---|");
            results.forEach(result -> out.println(row(result)));
        }
        out.flush();
        return equal ? 0 : 1;
    }

    private boolean isEqual(EncoderParity.Result result) {
        return result.otherLabelsOfSameTokens() == 0 && result.logitDifference() <= tolerance;
    }

    private static String row(EncoderParity.Result result) {
        return String.format(
                Locale.ROOT,
                "| %.2f | %d | %d | %d of %d | %d | %.1e | %.0f | %.0f |",
                result.offset(),
                result.documents(),
                result.otherLabels(),
                result.otherTokens(),
                result.tokens(),
                result.otherTokenDocuments(),
                result.logitDifference(),
                result.documents() / result.otherSeconds(),
                result.documents() / result.referenceSeconds());
    }
}
