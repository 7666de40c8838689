package dev.winnow.model.probe;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.dataset.Dataset;
import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.dataset.Example;
import dev.winnow.model.dataset.LabelledData;
import dev.winnow.model.encoder.PackedEncoder;
import dev.winnow.model.engine.EngineWorkers;
import dev.winnow.model.evaluation.ConfusionMatrix;
import dev.winnow.model.tokenizer.DocumentTokenizer;
import dev.winnow.model.training.TrainingProgress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains a linear probe: a softmax classifier over the pooled features of a frozen encoder. It takes minutes where
 * fine-tuning the encoder takes hours, and all probes share one encoder's weights.
 */
public final class ProbeTrainer {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeTrainer.class);

    private final ProbeSettings settings;
    private final TrainingProgress progress;

    public ProbeTrainer(ProbeSettings settings, TrainingProgress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Trains on the data set's training split, chooses penalty and step by its validation split, and measures on its test
     * split if there is one.
     *
     * @throws dev.winnow.model.dataset.DatasetException if the training or validation split is missing or unusable
     */
    public TrainedProbe train(Dataset dataset, Checkpoint checkpoint) {
        return train(LabelledData.read(dataset), dataset.name(), checkpoint);
    }

    /** As {@link #train(Dataset, Checkpoint)}, on data of this name that was read before. */
    public TrainedProbe train(LabelledData data, String name, Checkpoint checkpoint) {
        long start = System.nanoTime();
        try (DocumentTokenizer tokenizer = new DocumentTokenizer(checkpoint.tokenizerJson(), settings.maxTokens());
                PackedEncoder encoder = PackedEncoder.load(checkpoint, settings.precision());
                EngineWorkers workers = new EngineWorkers(settings.workers())) {
            FeatureExtractor extractor = new FeatureExtractor(tokenizer, encoder, workers);
            FeatureMatrix raw = extract(extractor, data.training());
            FeatureScaling scaling = FeatureScaling.of(raw);
            FeatureMatrix training = scaling.apply(raw);
            FeatureMatrix validation = scaling.apply(extract(extractor, data.validation()));
            ProbeFit fit = fit(data, training, validation);
            Optional<ConfusionMatrix> test =
                    data.test().map(split -> confusion(data, split, fit, scaling.apply(extract(extractor, split))));
            ProbeReport report = new ProbeReport(
                    name,
                    data.labels(),
                    training.rows(),
                    data.badRows(),
                    fit.l2(),
                    fit.iteration(),
                    confusion(data, data.validation(), fit, validation),
                    test,
                    Duration.ofNanos(System.nanoTime() - start));
            return new TrainedProbe(scaling.fold(fit.head()), settings, checkpoint.sha256(), report);
        }
    }

    private FeatureMatrix extract(FeatureExtractor extractor, DatasetSplit split) {
        return extractor.extract(split.examples().stream().map(Example::text).toList(), progress);
    }

    /** Goes from strong to weak penalties, each fit starting from the one before, for as long as validation improves. */
    private ProbeFit fit(LabelledData data, FeatureMatrix training, FeatureMatrix validation) {
        ProbeFit.Data fitData = new ProbeFit.Data(
                training,
                data.training().targets(data.labels()),
                validation,
                data.validation().targets(data.labels()),
                data.labels().size());
        List<Double> strengths = settings.l2();
        int total = strengths.size() * settings.iterations();
        float[] parameters = new float[fitData.classes() * (training.columns() + 1)];
        ProbeFit best = null;
        for (int s = 0; s < strengths.size(); s++) {
            int before = s * settings.iterations();
            ProbeFit fit = ProbeFit.fit(
                    fitData,
                    strengths.get(s),
                    parameters,
                    settings,
                    iteration -> progress.update(TrainingProgress.Phase.FIT, before + iteration, total));
            LOG.atDebug()
                    .addKeyValue("l2", fit.l2())
                    .addKeyValue("iteration", fit.iteration())
                    .addKeyValue("validationLoss", fit.validationLoss())
                    .log("fitted a head");
            if (best != null && fit.validationLoss() >= best.validationLoss()) {
                break;
            }
            best = fit;
        }
        progress.update(TrainingProgress.Phase.FIT, total, total);
        return best;
    }

    private static ConfusionMatrix confusion(
            LabelledData data, DatasetSplit split, ProbeFit fit, FeatureMatrix standardised) {
        return ConfusionMatrix.of(
                data.labels(), split.targets(data.labels()), Logits.predict(fit.head(), standardised));
    }
}
