package dev.winnow.model.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.rationale.Rationale;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the shipped bundles said when they were made, text by text and offset by offset: {@code golden.jsonl} holds the output of
 * {@code winnow classify --json} with the bundle and the text beside it.
 */
class ShippedBundlesTest {
    private static Map<String, BundleClassifier> classifiers;

    @BeforeAll
    static void load() {
        classifiers = Stream.of("moderation", "topics")
                .collect(Collectors.toMap(
                        name -> name, name -> BundleClassifier.load(Bundle.open(name), Precision.FP32)));
    }

    @AfterAll
    static void close() {
        classifiers.values().forEach(BundleClassifier::close);
    }

    static List<JsonNode> golden() throws IOException {
        ObjectMapper json = new ObjectMapper();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                ShippedBundlesTest.class.getResourceAsStream("golden.jsonl"), StandardCharsets.UTF_8))) {
            List<JsonNode> rows = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rows.add(json.readTree(line));
            }
            return rows;
        }
    }

    @ParameterizedTest
    @MethodSource("golden")
    void shouldSayWhatItSaidWhenItWasMade(JsonNode expected) {
        // Given
        BundleClassifier classifier = classifiers.get(expected.get("bundle").textValue());
        String text = expected.get("text").textValue();
        TokenizedText tokens = classifier.tokenize(text);

        // When
        Prediction prediction = classifier
                .classify(
                        List.of(tokens),
                        new DeltaOffset(expected.get("deltaOffset").doubleValue()))
                .get(0);

        // Then
        assertThat(prediction.label()).isEqualTo(expected.get("label").textValue());
        assertThat((double) prediction.probability())
                .isCloseTo(expected.get("probability").doubleValue(), within(2e-3));
        assertThat(prediction.trace().kept())
                .isEqualTo(expected.get("keptTokens").intValue());
        List<String> words = Rationale.of(tokens, prediction.trace(), Rationale.DEFAULT_SPANS).spans().stream()
                .map(span -> text.substring(span.start(), span.end()))
                .toList();
        assertThat(words)
                .containsExactlyInAnyOrderElementsOf(expected.get("rationale").findValuesAsText("text"));
    }
}
