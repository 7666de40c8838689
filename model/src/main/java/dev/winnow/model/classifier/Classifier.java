package dev.winnow.model.classifier;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A loaded model that turns texts into predictions, in two steps so that a batch can be formed by tokens in between.
 *
 * <p>Safe for use by several threads at once. {@link #close()} must come after the last call has returned.
 */
public interface Classifier extends AutoCloseable {

    /** Name of the bundle, for instance {@code moderation}. */
    String model();

    /** Version of the bundle. */
    String version();

    /** Changes with any file of the bundle, whatever its version says; empty for a model that comes from none. */
    default String checksum() {
        return "";
    }

    /** What each offset costs and gives; empty for a model that was not calibrated. */
    default Optional<CalibrationCurve> calibration() {
        return Optional.empty();
    }

    /** Class names. */
    List<String> labels();

    /**
     * Tokens of a text, cut to what the model reads. Any string is accepted: control characters, lone surrogates and
     * megabytes of text included; an empty text gives the two special tokens alone.
     */
    TokenizedText tokenize(String text);

    /**
     * One prediction per document, in their order. A prediction does not depend on the other documents.
     *
     * @param offset which tokens to leave out; a model that was not trained for reduction keeps them all
     */
    List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset);

    /**
     * Floating-point operations that a prediction took, as {@link dev.winnow.model.reduction.Flops} counts them; empty where
     * the model does not count.
     *
     * @param offset it was asked with
     */
    default OptionalDouble flops(Prediction prediction, DeltaOffset offset) {
        return OptionalDouble.empty();
    }

    @Override
    void close();
}
