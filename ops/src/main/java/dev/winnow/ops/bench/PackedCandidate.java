package dev.winnow.ops.bench;

import dev.winnow.model.checkpoint.Checkpoint;
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
        this.encoder = PackedEncoder.load(checkpoint, precision);
        this.precision = precision;
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
