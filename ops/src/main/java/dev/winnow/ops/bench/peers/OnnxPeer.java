package dev.winnow.ops.bench.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.winnow.model.encoder.ClassScores;
import dev.winnow.model.onnx.OnnxFile;
import dev.winnow.model.onnx.OnnxModule;
import dev.winnow.model.tokenizer.DocumentTokenizer;
import dev.winnow.model.tokenizer.TokenizedText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** ONNX Runtime on a padded export of a bundle, one native thread for each caller; every graph optimization is on. */
final class OnnxPeer implements AutoCloseable {
    private final OrtEnvironment environment = OnnxModule.environment();
    private final OrtSession session;
    private final DocumentTokenizer tokenizer;

    private OnnxPeer(OrtSession session, DocumentTokenizer tokenizer) {
        this.session = session;
        this.tokenizer = tokenizer;
    }

    /** Takes the tokenizer over and closes it. */
    static OnnxPeer load(OnnxFile graph, DocumentTokenizer tokenizer) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            graph.writeTo(bytes);
            return new OnnxPeer(OnnxModule.environment().createSession(bytes.toByteArray(), options), tokenizer);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot load the graph", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All texts of a call padded to the longest. */
    TextEngine padded() {
        return new Calls(Integer.MAX_VALUE);
    }

    /** The texts of a call sorted by their tokens, and then so many of about one length in a batch. */
    TextEngine sorted(int batch) {
        return new Calls(batch);
    }

    /** The session belongs to the peer: several ways to call it share it. */
    private final class Calls implements TextEngine {
        private final int batch;

        Calls(int batch) {
            this.batch = batch;
        }

        @Override
        public List<float[]> classify(List<String> texts) {
            List<TokenizedText> documents =
                    texts.stream().map(tokenizer::tokenize).toList();
            return documents.size() <= batch ? run(documents) : inParts(documents);
        }

        private List<float[]> inParts(List<TokenizedText> documents) {
            List<Integer> byLength = IntStream.range(0, documents.size())
                    .boxed()
                    .sorted(Comparator.comparingInt(d -> documents.get(d).length()))
                    .toList();
            float[][] probabilities = new float[documents.size()][];
            for (int from = 0; from < byLength.size(); from += batch) {
                List<Integer> part = byLength.subList(from, Math.min(from + batch, byLength.size()));
                List<float[]> found = run(part.stream().map(documents::get).toList());
                for (int i = 0; i < found.size(); i++) {
                    probabilities[part.get(i)] = found.get(i);
                }
            }
            return List.of(probabilities);
        }

        @Override
        public void close() {
            // The peer closes the session, once for all.
        }
    }

    private List<float[]> run(List<TokenizedText> documents) {
        PaddedBatch batch = PaddedBatch.of(documents);
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, batch.ids());
                OnnxTensor mask = OnnxTensor.createTensor(environment, batch.mask());
                OrtSession.Result result = session.run(Map.of("input_ids", ids, "attention_mask", mask))) {
            FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] logits = new float[buffer.remaining()];
            buffer.get(logits);
            int classes = logits.length / documents.size();
            List<float[]> probabilities = new ArrayList<>();
            for (int d = 0; d < documents.size(); d++) {
                probabilities.add(new ClassScores(logits, d * classes, classes).probabilities());
            }
            return probabilities;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime cannot classify", e);
        }
    }

    @Override
    public void close() {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
