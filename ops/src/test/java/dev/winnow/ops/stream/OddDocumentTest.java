package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.v1.Classification;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Documents that are odd and yet documents: they are classified, as the model alone classifies the text that a reader would
 * see in them.
 */
class OddDocumentTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final byte[] LONE_HIGH_SURROGATE = {(byte) 0xed, (byte) 0xa0, (byte) 0xbd};
    private static final float TOLERANCE = 1e-5f;

    private final RunningStream stream = RunningStream.start();

    @AfterEach
    void close() {
        stream.close();
    }

    @Test
    void shouldClassifyTheBeginningOfAMegabyteOfText() {
        // Given
        String text = "the rain in the hills ".repeat(MEGABYTE / 22 + 1);

        // When
        stream.send("before", "a quiet morning");
        stream.send("odd", text);
        stream.send("after", "rain again");

        // Then
        Classification odd = onlyClassified("before", "odd", "after");
        assertThat(odd.getTruncated()).isTrue();
        assertThat(text.length()).isGreaterThan(MEGABYTE);
        assertSameAs(odd, text.substring(0, 20_000));
    }

    /** Java's own Avro writes a question mark in place of a lone surrogate. */
    @Test
    void shouldClassifyALoneSurrogateFromJava() {
        // When
        stream.send("before", "a quiet morning");
        stream.send("odd", "good \ud83d soup \udc00");
        stream.send("after", "rain again");

        // Then
        assertSameAs(onlyClassified("before", "odd", "after"), "good ? soup ?");
    }

    /** Other languages may let the three bytes of a surrogate through, which are no UTF-8. */
    @Test
    void shouldClassifyALoneSurrogateOnTheWire() {
        // Given
        byte[] good = stream.feed().encode("before", "a quiet morning");
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes("good ".getBytes(UTF_8));
        text.writeBytes(LONE_HIGH_SURROGATE);
        text.writeBytes(" soup".getBytes(UTF_8));

        // When
        stream.feed().send(0, "before", good);
        stream.feed()
                .send(
                        0,
                        "odd",
                        WireDocument.of(WireDocument.schemaId(good), "odd".getBytes(UTF_8), text.toByteArray()));
        stream.send("after", "rain again");

        // Then
        assertSameAs(onlyClassified("before", "odd", "after"), "good \ufffd\ufffd\ufffd soup");
    }

    @Test
    void shouldClassifyATextWithControlCharacters() {
        // Given
        StringBuilder control = new StringBuilder("good");
        for (char c = 0; c < 0x20; c++) {
            control.append(c);
        }
        control.append("\u007f\u0085\u009f soup\u0000\u001b");

        // When
        stream.send("before", "a quiet morning");
        stream.send("odd", control.toString());
        stream.send("after", "rain again");

        // Then
        assertSameAs(onlyClassified("before", "odd", "after"), "good soup");
    }

    @Test
    void shouldClassifyTenThousandDocumentsOfOneToken() {
        // Given
        List<String> ids = new ArrayList<>();
        for (int n = 0; n < 10_000; n++) {
            ids.add("document-" + n);
        }

        // When
        ids.forEach(id -> stream.send(id, "good"));
        Harvest harvest = stream.harvest();

        // Then
        assertThat(harvest.ids()).isEqualTo(ids);
        assertThat(harvest.deadLetters()).isEmpty();
        Prediction alone = alone("good");
        assertThat(alone.tokens()).isEqualTo(3);
        harvest.results().forEach(result -> assertSame(result.classification(), alone));
        assertThat(harvest.results())
                .extracting(result -> result.classification().getBatchDocuments())
                .allMatch(documents -> documents <= 128)
                .anyMatch(documents -> documents == 128);
    }

    /** The classification of "odd", when these and no others were classified in this order. */
    private Classification onlyClassified(String... ids) {
        Harvest harvest = stream.harvest();
        assertThat(harvest.deadLetters()).isEmpty();
        assertThat(harvest.ids()).containsExactly(ids);
        return harvest.classificationOf("odd");
    }

    private static void assertSameAs(Classification classification, String text) {
        assertSame(classification, alone(text));
    }

    private static Prediction alone(String text) {
        return Models.shared()
                .classify(List.of(Models.shared().tokenize(text)), DeltaOffset.TRAINED)
                .get(0);
    }

    private static void assertSame(Classification classification, Prediction alone) {
        assertThat(classification.getTokens()).isEqualTo(alone.tokens());
        assertThat(classification.getLabel()).isEqualTo(alone.label());
        assertThat(classification.getProbability()).isCloseTo(alone.probability(), within(TOLERANCE));
    }
}
