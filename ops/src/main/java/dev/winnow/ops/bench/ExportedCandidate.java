package dev.winnow.ops.bench;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.engine.Engine;
import dev.winnow.model.onnx.OnnxEncoder;
import dev.winnow.model.onnx.OnnxExport;
import dev.winnow.model.packing.PackedBatch;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Winnow's packed encoder as it is exported, in ONNX Runtime. Its graph ends in a head: it pools the hidden states and brings
 * one number of a document back, where the others bring the states.
 */
final class ExportedCandidate implements Candidate {
    private final String name;
    private final OnnxEncoder encoder;

    /**
     * Exports and loads.
     *
     * @param longest tokens of the longest document
     */
    ExportedCandidate(String name, Checkpoint checkpoint, Engine engine, int longest) {
        this.name = name;
        int features = PackedEncoder.featureCount(checkpoint.config());
        LinearHead head = new LinearHead(1, features, new float[features], new float[1]);
        this.encoder = OnnxEncoder.load(new OnnxExport(checkpoint, head, Optional.empty(), Map.of()), engine, longest);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void run(List<TokenizedText> documents) {
        encoder.reduce(PackedBatch.of(documents), DeltaOffset.FULL);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
