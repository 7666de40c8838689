package dev.winnow.ops.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.winnow.model.onnx.OnnxModule;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.bench.peers.PaddedBatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** ONNX Runtime on the original graph, padded: the whole batch at once, or sorted by length in sub-batches. */
final class OnnxCandidate implements Candidate {
    private final OrtEnvironment environment = OnnxModule.environment();
    private final OrtSession session;
    private final int subBatch;

    /** Sub-batches of that many documents after sorting by length; 0 pads the whole batch as it comes. */
    OnnxCandidate(int subBatch) {
        this.subBatch = subBatch;
        try (InputStream graph = OnnxCandidate.class.getResourceAsStream("/all-minilm-l6-v2.onnx");
                OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(graph.readAllBytes(), options);
        } catch (IOException | OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot load the graph", e);
        }
    }

    @Override
    public String name() {
        return subBatch == 0 ? "onnx runtime fp32 padded" : "onnx runtime fp32 sorted by " + subBatch;
    }

    @Override
    public void run(List<TokenizedText> documents) {
        if (subBatch == 0) {
            hiddenStates(documents);
            return;
        }
        List<TokenizedText> sorted = documents.stream()
                .sorted(Comparator.comparingInt(TokenizedText::length))
                .toList();
        for (int from = 0; from < sorted.size(); from += subBatch) {
            hiddenStates(sorted.subList(from, Math.min(from + subBatch, sorted.size())));
        }
    }

    /** Hidden states of the last layer, {@code [D, N, H]} row by row, padding included. */
    float[] hiddenStates(List<TokenizedText> documents) {
        PaddedBatch batch = PaddedBatch.of(documents);
        long[][] types = new long[batch.ids().length][batch.ids()[0].length];
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, batch.ids());
                OnnxTensor mask = OnnxTensor.createTensor(environment, batch.mask());
                OnnxTensor type = OnnxTensor.createTensor(environment, types);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", type))) {
            FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] states = new float[buffer.remaining()];
            buffer.get(states);
            return states;
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
