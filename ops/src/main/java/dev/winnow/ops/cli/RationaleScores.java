package dev.winnow.ops.cli;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.dataset.DatasetSplit;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.encoder.TrainingEncoder;
import dev.winnow.model.evaluation.EvaluationProgress;
import dev.winnow.model.evaluation.EvaluationProgress.Phase;
import dev.winnow.model.plausibility.FullEncoderScorers;
import dev.winnow.model.plausibility.Plausibility;
import dev.winnow.model.plausibility.PredictorScorer;
import dev.winnow.model.plausibility.RandomScorer;
import dev.winnow.model.plausibility.RationaleComparison;
import dev.winnow.model.plausibility.TokenScorer;
import dev.winnow.model.reduction.FreshReduction;
import dev.winnow.model.reduction.Reduction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * How explanations compare with what people marked, by scorer.
 *
 * @param documents documents in which somebody marked something
 * @param any against what at least one annotator marked
 * @param majority against what most of them marked
 */
record RationaleScores(int documents, Map<String, Plausibility> any, Map<String, Plausibility> majority) {
    private static final long SEED = 1;

    /**
     * Compares the predictors, if the bundle has them, as results report them and with nothing dropped, with attention,
     * rollout, saliency and chance.
     *
     * @throws dev.winnow.model.dataset.DatasetException if nobody marked anything in the split
     */
    static RationaleScores of(
            Bundle bundle, BundleClassifier classifier, DatasetSplit rows, int threads, EvaluationProgress progress) {
        RationaleComparison comparison = new RationaleComparison(rows.examples(), classifier::tokenize);
        Checkpoint checkpoint = bundle.checkpoint();
        Reduction reduction =
                bundle.reduction().orElseGet(() -> FreshReduction.of(checkpoint.config(), new Random(SEED)));
        try (TrainingEncoder encoder =
                TrainingEncoder.load(checkpoint, bundle.head(), reduction, Precision.FP32, threads)) {
            Map<String, TokenScorer> scorers = new LinkedHashMap<>();
            if (bundle.reduction().isPresent()) {
                scorers.put("predictor", PredictorScorer.reduced(classifier));
                scorers.put("unreduced", PredictorScorer.unreduced(classifier));
            }
            scorers.putAll(new FullEncoderScorers(encoder, classifier.labels().size()).byName());
            scorers.put("random", new RandomScorer(SEED));
            return compared(comparison, scorers, progress);
        }
    }

    private static RationaleScores compared(
            RationaleComparison comparison, Map<String, TokenScorer> scorers, EvaluationProgress progress) {
        Map<String, Plausibility> any = new LinkedHashMap<>();
        Map<String, Plausibility> majority = new LinkedHashMap<>();
        long total = (long) scorers.size() * comparison.documents();
        for (Map.Entry<String, TokenScorer> scorer : scorers.entrySet()) {
            long before = (long) any.size() * comparison.documents();
            float[][] scores =
                    comparison.score(scorer.getValue(), done -> progress.update(Phase.SCORE, before + done, total));
            any.put(scorer.getKey(), comparison.againstAny(scores));
            majority.put(scorer.getKey(), comparison.againstMajority(scores));
        }
        return new RationaleScores(comparison.documents(), any, majority);
    }
}
