package dev.winnow.ops.bench.peers;

import ai.djl.MalformedModelException;
import ai.djl.huggingface.translator.TextClassificationTranslatorFactory;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ModelNotFoundException;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.torchscript.TorchScriptModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * DJL as its own documentation shows it: {@code TextClassificationTranslator} on a TorchScript, all texts of a call padded to the
 * longest and stacked into one batch.
 *
 * <p>It gets the threads and the graph settings that Winnow takes for itself: one native thread for each caller, and no graph
 * optimizer, which would look at every new shape anew. By default DJL is slower.
 */
final class DjlEngine implements TextEngine {
    private final List<String> labels;
    private final ZooModel<String, Classifications> model;
    private final Queue<Predictor<String, Classifications>> opened = new ConcurrentLinkedQueue<>();

    /** A predictor is for one thread. */
    private final ThreadLocal<Predictor<String, Classifications>> predictors = ThreadLocal.withInitial(this::predictor);

    private DjlEngine(List<String> labels, ZooModel<String, Classifications> model) {
        this.labels = labels;
        this.model = model;
    }

    static DjlEngine load(Bundle bundle) {
        try {
            Path folder = Files.createTempDirectory("winnow-peers-");
            try {
                PaddedModel.write(bundle, folder);
                return new DjlEngine(bundle.manifest().labels(), load(bundle, folder));
            } catch (IOException | ModelNotFoundException | MalformedModelException | RuntimeException e) {
                PaddedModel.delete(folder);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a model for DJL: " + e, e);
        } catch (ModelNotFoundException | MalformedModelException e) {
            throw new IllegalStateException("DJL cannot load the model", e);
        }
    }

    private static ZooModel<String, Classifications> load(Bundle bundle, Path folder)
            throws IOException, ModelNotFoundException, MalformedModelException {
        TorchScriptModule.prepareThread();
        return Criteria.builder()
                .setTypes(String.class, Classifications.class)
                .optEngine("PyTorch")
                .optModelPath(folder)
                .optModelName(PaddedModel.NAME)
                .optTranslatorFactory(new TextClassificationTranslatorFactory())
                .optArguments(Map.of(
                        "padding",
                        "true",
                        "truncation",
                        "true",
                        "maxLength",
                        String.valueOf(bundle.manifest().maxTokens())))
                .build()
                .loadModel();
    }

    private Predictor<String, Classifications> predictor() {
        TorchScriptModule.prepareThread();
        Predictor<String, Classifications> predictor = model.newPredictor();
        opened.add(predictor);
        return predictor;
    }

    @Override
    public List<float[]> classify(List<String> texts) {
        try {
            return predictors.get().batchPredict(texts).stream()
                    .map(this::inOrder)
                    .toList();
        } catch (TranslateException e) {
            throw new IllegalStateException("DJL cannot classify: " + e.getMessage(), e);
        }
    }

    private float[] inOrder(Classifications classifications) {
        float[] probabilities = new float[labels.size()];
        classifications
                .items()
                .forEach(item -> probabilities[labels.indexOf(item.getClassName())] = (float) item.getProbability());
        return probabilities;
    }

    @Override
    public void close() {
        opened.forEach(Predictor::close);
        model.close();
        try {
            PaddedModel.delete(model.getModelPath());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the model that was written for DJL: " + e, e);
        }
    }
}
