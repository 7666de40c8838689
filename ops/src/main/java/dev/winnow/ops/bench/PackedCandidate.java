package dev.winnow.ops.bench;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.encoder.ActivationObserver;
import dev.winnow.model.encoder.ActivationRanges;
import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;

/** Winnow's own engine: the whole batch packed into one call. */
final class PackedCandidate implements Candidate {
    private final PackedEncoder encoder;
    private final Precision precision;

    PackedCandidate(Checkpoint checkpoint, Precision precision) {
        this(PackedEncoder.load(checkpoint, precision));
    }

    private PackedCandidate(PackedEncoder encoder) {
        this.encoder = encoder;
        this.precision = encoder.precision();
    }

    /** The engine in 8-bit integers, with ranges of random tokens: they decide nothing about its speed. */
    static PackedCandidate int8(Checkpoint checkpoint) {
        try (ActivationObserver observer = new ActivationObserver(checkpoint)) {
            List<PackedBatch> tokens =
                    Workload.logNormal(16).stream().map(PackedBatch::of).toList();
            ActivationRanges ranges = observer.observe(tokens, batch -> {});
            return new PackedCandidate(PackedEncoder.loadInt8(checkpoint, ranges));
        }
    }

    @Override
    public String name() {
        return name(precision);
    }

    static String name(Precision precision) {
        return "winnow " + precision.label();
    }

    @Override
    public void run(List<TokenizedText> documents) {
        encoder.hiddenStates(PackedBatch.of(documents));
    }

    @Override
    public void close() {
        encoder.close();
    }
}
