package dev.winnow.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.winnow.model.checkpoint.Checkpoint;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class TokenSpansProperties {
    private static final int MOST = 48;

    private static DocumentTokenizer tokenizer;
    private static HuggingFaceTokenizer library;

    @BeforeContainer
    static void load() throws IOException {
        byte[] json = Checkpoint.miniLm().tokenizerJson();
        tokenizer = new DocumentTokenizer(json, MOST);
        library = HuggingFaceTokenizer.newInstance(
                new ByteArrayInputStream(json), Map.of("padding", "false", "truncation", "false"));
    }

    @AfterContainer
    static void close() {
        tokenizer.close();
        library.close();
    }

    @Property(tries = 500)
    void shouldLieInOrderInsideTheTextAndSplitNoCharacter(@ForAll("texts") String text) {
        // When
        TokenizedText tokens = tokenizer.tokenize(text);

        // Then
        for (int i = 0; i < tokens.length(); i++) {
            int start = tokens.starts()[i];
            int end = tokens.ends()[i];
            assertThat(start).isBetween(i == 0 ? 0 : tokens.starts()[i - 1], end);
            assertThat(end).isBetween(i == 0 ? 0 : tokens.ends()[i - 1], text.length());
            assertThat(end == start).isEqualTo(tokens.isSpecial(i));
            assertThat(splitsPair(text, start) || splitsPair(text, end)).isFalse();
            assertThat(tokens.isSpecial(i)).isEqualTo(i == 0 || i == tokens.length() - 1);
        }
    }

    @Property(tries = 300)
    void shouldCoverTheSurfaceOfPlainWords(@ForAll("plain") String text) {
        // Given
        String[] surfaces = library.encode(text, true, false).getTokens();

        // When
        TokenizedText tokens = tokenizer.tokenize(text);

        // Then
        for (int i = 1; i < tokens.length() - 1; i++) {
            assertThat(text.substring(tokens.starts()[i], tokens.ends()[i]).toLowerCase(Locale.ROOT))
                    .isEqualTo(surfaces[i].replaceFirst("^##", ""));
            assertThat(tokens.words()[i] == tokens.words()[i - 1]).isEqualTo(surfaces[i].startsWith("##"));
        }
    }

    @Property(tries = 300)
    void shouldLeaveOutNothingButWhatTheTokenizerStrips(@ForAll("texts") String text) {
        // When
        TokenizedText tokens = tokenizer.tokenize(text);

        // Then
        int read = 0;
        for (int i = 0; i < tokens.length(); i++) {
            assertThat(text.substring(read, Math.max(read, tokens.starts()[i])).codePoints())
                    .allMatch(TokenSpansProperties::isStripped);
            read = tokens.ends()[i];
        }
        assertThat(tokens.truncated() || text.substring(read).codePoints().allMatch(TokenSpansProperties::isStripped))
                .isTrue();
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> pieces = Arbitraries.of(
                "word",
                "Unbelievably",
                "e\u0301",
                "\u00fc",
                " ",
                "\n",
                ", ",
                "\uD83D\uDE00",
                "\u200D",
                "\uFE0F",
                "\uD83D",
                "\uDE00",
                "\u0301",
                "日本",
                "\uD842\uDFB7",
                "\uD55C\uAD6D",
                "\uFB01",
                "\u0130",
                "\u0000",
                "'t",
                "\u00ad");
        Arbitrary<String> anything = Arbitraries.strings().all().ofMaxLength(4);
        return Arbitraries.frequencyOf(Tuple.of(9, pieces), Tuple.of(1, anything))
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> plain() {
        Arbitrary<String> words = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .ofMinLength(1)
                .ofMaxLength(12);
        return words.list().ofMinSize(1).ofMaxSize(5).map(list -> String.join(" ", list));
    }

    private static boolean splitsPair(String text, int index) {
        return index > 0
                && index < text.length()
                && Character.isHighSurrogate(text.charAt(index - 1))
                && Character.isLowSurrogate(text.charAt(index));
    }

    /** By the rules of the normaliser: white space, control characters, accents and what is no character at all. */
    private static boolean isStripped(int c) {
        return List.of(
                                Character.CONTROL,
                                Character.FORMAT,
                                Character.SURROGATE,
                                Character.PRIVATE_USE,
                                Character.UNASSIGNED,
                                Character.NON_SPACING_MARK,
                                Character.SPACE_SEPARATOR,
                                Character.LINE_SEPARATOR,
                                Character.PARAGRAPH_SEPARATOR)
                        .contains((byte) Character.getType(c))
                || c == 0xFFFD;
    }
}
