package dev.winnow.ops.cli;

import dev.winnow.model.training.schedule.Growth;
import dev.winnow.model.training.schedule.OffsetSampling;
import dev.winnow.model.training.stages.FinetuneSettings;
import dev.winnow.model.training.stages.ReduceSettings;
import dev.winnow.model.training.stages.TrainingSettings;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How a model is trained, as options; their defaults are those of {@link TrainingSettings#defaults()}. */
final class TrainingOptions {
    private static final TrainingSettings DEFAULTS = TrainingSettings.defaults();

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is random (default: ${DEFAULT-VALUE}).")
    private long seed = DEFAULTS.seed();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "The most passes of stage finetune; it ends early where validation no longer improves"
                    + " (default: ${DEFAULT-VALUE}).")
    private int epochs = DEFAULTS.finetune().epochs();

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description = "Highest rate of stage finetune (default: ${DEFAULT-VALUE}).")
    private double learningRate = DEFAULTS.finetune().learningRate();

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Epochs of stage finetune without improvement before it ends (default: ${DEFAULT-VALUE}).")
    private int patience = DEFAULTS.finetune().patience();

    @Option(
            names = "--reduce-epochs",
            paramLabel = "N",
            description = "Passes of stage reduce (default: ${DEFAULT-VALUE}).")
    private int reduceEpochs = DEFAULTS.reduce().epochs();

    @Option(
            names = "--reduce-learning-rate",
            paramLabel = "RATE",
            description = "Highest rate of stage reduce for the weights (default: ${DEFAULT-VALUE}).")
    private double reduceLearningRate = DEFAULTS.reduce().learningRate();

    @Option(
            names = "--predictor-learning-rate",
            paramLabel = "RATE",
            description = "Highest rate for the contribution predictors (default: ${DEFAULT-VALUE}).")
    private double predictorLearningRate = DEFAULTS.reduce().predictorLearningRate();

    @Option(
            names = "--threshold-learning-rate",
            paramLabel = "RATE",
            description = "Rate for the thresholds (default: ${DEFAULT-VALUE}).")
    private double thresholdLearningRate = DEFAULTS.reduce().thresholdLearningRate();

    @Option(
            names = "--gamma",
            paramLabel = "WEIGHT",
            description = "What the predictors' distance from the saliencies counts (default: ${DEFAULT-VALUE}).")
    private double gamma = DEFAULTS.reduce().saliencyWeight();

    @Option(
            names = "--phi",
            paramLabel = "WEIGHT",
            description = "What kept tokens cost the thresholds in the end; more gives a faster model"
                    + " (default: ${DEFAULT-VALUE}).")
    private double phi = DEFAULTS.reduce().growth().lengthWeight();

    @Option(
            names = "--phi-ramp",
            paramLabel = "SHARE",
            description = "Share of the steps over which phi grows from 0 (default: ${DEFAULT-VALUE}).")
    private double phiRamp = DEFAULTS.reduce().growth().lengthRamp();

    @Option(
            names = "--lambda",
            paramLabel = "SLOPE",
            description = "Slope of soft removal at first (default: ${DEFAULT-VALUE}).")
    private double slopeStart = DEFAULTS.reduce().growth().slopeStart();

    @Option(
            names = "--lambda-end",
            paramLabel = "SLOPE",
            description = "Slope of soft removal in the end (default: ${DEFAULT-VALUE}).")
    private double slopeEnd = DEFAULTS.reduce().growth().slopeEnd();

    @Option(
            names = "--distillation",
            paramLabel = "SHARE",
            description = "Share of the fine-tuned encoder's probabilities in what stage reduce learns"
                    + " (default: ${DEFAULT-VALUE}).")
    private double distillation = DEFAULTS.reduce().distillation();

    @Option(
            names = "--full-share",
            paramLabel = "SHARE",
            description = "Share of the batches of stage reduce that keep all tokens (default: ${DEFAULT-VALUE}).")
    private double fullShare = DEFAULTS.reduce().sampling().fullShare();

    @Option(
            names = "--lowest-offset",
            paramLabel = "OFFSET",
            description = "Offsets of the other batches are drawn from here (default: ${DEFAULT-VALUE}) ...")
    private double lowestOffset = DEFAULTS.reduce().sampling().lowest();

    @Option(names = "--highest-offset", paramLabel = "OFFSET", description = "... to here (default: ${DEFAULT-VALUE}).")
    private double highestOffset = DEFAULTS.reduce().sampling().highest();

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Documents a step learns from (default: ${DEFAULT-VALUE}).")
    private int batch = DEFAULTS.batch();

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            description = "Tokens of a text that stages behind the probe learn from (default: ${DEFAULT-VALUE}).")
    private int maxTokens = DEFAULTS.maxTokens();

    @Option(
            names = "--dropout",
            paramLabel = "SHARE",
            description = "Share of activations set to 0 in a step (default: ${DEFAULT-VALUE}).")
    private double dropout = DEFAULTS.dropout();

    @Option(
            names = "--bf16",
            description = "Compute the linear layers of training in 16-bit brain floats: faster, a little less exact.")
    private boolean bf16;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Processors a step computes with (default: ${DEFAULT-VALUE}).")
    private int threads = DEFAULTS.threads();

    @Option(
            names = "--checkpoint-every",
            paramLabel = "SECONDS",
            description = "Time between checkpoints (default: ${DEFAULT-VALUE}).")
    private int checkpointEvery = (int) DEFAULTS.checkpointEvery().toSeconds();

    TrainingSettings settings() {
        return new TrainingSettings(
                seed,
                batch,
                maxTokens,
                bf16,
                DEFAULTS.weightDecay(),
                dropout,
                DEFAULTS.clip(),
                DEFAULTS.warmUp(),
                threads,
                DEFAULTS.probe(),
                DEFAULTS.probeDocuments(),
                new FinetuneSettings(epochs, learningRate, patience),
                new ReduceSettings(
                        reduceEpochs,
                        reduceLearningRate,
                        predictorLearningRate,
                        thresholdLearningRate,
                        gamma,
                        distillation,
                        new Growth(slopeStart, slopeEnd, phi, phiRamp),
                        new OffsetSampling(fullShare, lowestOffset, highestOffset)),
                Duration.ofSeconds(checkpointEvery));
    }
}
