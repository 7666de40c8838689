package dev.winnow.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.checkpoint.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The library is the independent one: whatever is not left to it must come out as if it were. */
class PlainTextTokenizerProperties {
    private static final int MOST = 24;

    private static DocumentTokenizer library;
    private static PlainTextTokenizer plain;

    @BeforeContainer
    static void load() {
        byte[] json = Checkpoint.miniLm().tokenizerJson();
        library = new DocumentTokenizer(json, MOST);
        plain = PlainTextTokenizer.of(json, MOST).orElseThrow();
    }

    @AfterContainer
    static void close() {
        library.close();
    }

    @Property(tries = 3000)
    void shouldGiveTheTokensOfTheLibrary(@ForAll("texts") String text) {
        plain.tokenize(text).ifPresent(tokens -> assertSame(tokens, library.byLibrary(text)));
    }

    @Property(tries = 500)
    void shouldTakeEveryPlainTextItself(@ForAll("plain") String text) {
        assertSame(plain.tokenize(text).orElseThrow(), library.byLibrary(text));
    }

    @Example
    void shouldKnowEveryCharacterItTakes() {
        for (char c = 0; c < 0x3000; c++) {
            String text = "Words" + c + "around" + c + " " + c;
            plain.tokenize(text).ifPresent(tokens -> assertSame(tokens, library.byLibrary(text)));
        }
    }

    @Example
    void shouldCallWordsUnknownAsTheLibraryDoes() {
        for (String text : List.of("x".repeat(100), "x".repeat(101), "a " + "y".repeat(101) + " b", "a ‘ b ‛ c")) {
            assertSame(plain.tokenize(text).orElseThrow(), library.byLibrary(text));
        }
    }

    @Example
    void shouldLeaveToTheLibraryWhatMaySpellASpecialToken() {
        assertThat(plain.tokenize("before [MASK] after")).isEmpty();
    }

    @Example
    void shouldLeaveOtherTokenizersToTheLibrary() {
        assertThat(PlainTextTokenizer.of("{\"model\": {\"type\": \"BPE\"}}".getBytes(StandardCharsets.UTF_8), MOST))
                .isEmpty();
    }

    private static void assertSame(TokenizedText tokens, TokenizedText expected) {
        assertThat(tokens.ids()).isEqualTo(expected.ids());
        assertThat(tokens.starts()).isEqualTo(expected.starts());
        assertThat(tokens.ends()).isEqualTo(expected.ends());
        assertThat(tokens.words()).isEqualTo(expected.words());
        assertThat(tokens.truncated()).isEqualTo(expected.truncated());
    }

    @Provide
    Arbitrary<String> plain() {
        return words().list().ofMaxSize(40).map(words -> String.join("", words));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> others =
                Arbitraries.of("é", "e\u0301", "ß", "İ", "中", "😀", "\u200b", "\u0000", "\ufffd", "[", "º");
        return Arbitraries.frequencyOf(Tuple.of(30, words()), Tuple.of(1, others))
                .list()
                .ofMaxSize(40)
                .map(words -> String.join("", words));
    }

    private static Arbitrary<String> words() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "Hello",
                        "untokenizable",
                        "I",
                        "don",
                        "'",
                        "t",
                        "U.S.",
                        "1,000",
                        "’",
                        "“",
                        "…",
                        "\u2011",
                        "_",
                        "##ing",
                        "https://example.org/a?b=c",
                        "\t",
                        "\r\n",
                        "\u00a0",
                        "COVID",
                        "x1y2z3"),
                Arbitraries.just(" "),
                Arbitraries.strings()
                        .withCharRange('!', 'Z')
                        .withCharRange('\\', '~')
                        .ofMaxLength(12),
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .withCharRange('A', 'Z')
                        .ofMaxLength(30));
    }
}
