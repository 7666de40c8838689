package dev.winnow.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.checkpoint.Checkpoint;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a token covers in the text as it came, in UTF-16 indexes. */
class TokenSpansTest {
    private static DocumentTokenizer tokenizer;

    @BeforeAll
    static void load() {
        tokenizer = new DocumentTokenizer(Checkpoint.miniLm().tokenizerJson(), 32);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @Test
    void shouldFindSubWordsAndTheirWords() {
        // When
        TokenizedText tokens = tokenizer.tokenize("Hello, unbelievably!");

        // Then
        assertThat(covered("Hello, unbelievably!", tokens))
                .containsExactly("Hello", ",", "un", "bel", "ie", "va", "bly", "!");
        assertThat(tokens.words()).containsExactly(-1, 0, 1, 2, 2, 2, 2, 2, 3, -1);
    }

    @Test
    void shouldPlaceEmptySpecialTokensAtTheEdges() {
        // When
        TokenizedText tokens = tokenizer.tokenize("  one two  ");

        // Then
        assertThat(tokens.starts()).containsExactly(0, 2, 6, 9);
        assertThat(tokens.ends()).containsExactly(0, 5, 9, 9);
        assertThat(IntStream.range(0, 4).filter(tokens::isSpecial)).containsExactly(0, 3);
        assertThat(tokenizer.tokenize("").ends()).containsExactly(0, 0);
    }

    @Test
    void shouldCountSurrogatePairsAsTwo() {
        // Given
        String text = "good \uD83D\uDE00 day \uD83D\uDE80\uD83D\uDE80 bye";

        // When
        TokenizedText tokens = tokenizer.tokenize(text);

        // Then
        assertThat(covered(text, tokens))
                .containsExactly("good", "\uD83D\uDE00", "day", "\uD83D\uDE80\uD83D\uDE80", "bye");
    }

    @Test
    void shouldKeepJoinedEmojiWhole() {
        // Given: woman + joiner + laptop; red heart + variation selector; flag of England with its tag characters
        String technologist = "\uD83D\uDC69\u200D\uD83D\uDCBB";
        String heart = "\u2764\uFE0F";
        String flag = "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F";
        String text = "a " + technologist + " b " + heart + " c " + flag + " d";

        // When
        TokenizedText tokens = tokenizer.tokenize(text);

        // Then
        assertThat(covered(text, tokens)).containsExactly("a", technologist, "b", heart, "c", flag, "d");
    }

    @Test
    void shouldTakeInAccentsThatTheTokenizerStrips() {
        // Given
        String composed = "caf\u00e9 ol\u00e9";
        String decomposed = "cafe\u0301 ole\u0301\u0302";

        // When
        TokenizedText one = tokenizer.tokenize(composed);
        TokenizedText other = tokenizer.tokenize(decomposed);

        // Then
        assertThat(one.ids()).isEqualTo(other.ids());
        assertThat(covered(composed, one)).containsExactly("caf\u00e9", "ol\u00e9");
        assertThat(covered(decomposed, other)).containsExactly("cafe\u0301", "ole\u0301\u0302");
    }

    @Test
    void shouldKeepLigaturesAndCapitalsThatGrowInLowerCase() {
        // Given: U+0130 becomes two characters in lower case
        String text = "\uFB01ne \u0130stanbul now";

        // When
        TokenizedText tokens = tokenizer.tokenize(text);

        // Then
        assertThat(covered(text, tokens)).containsExactly("\uFB01", "ne", "\u0130stanbul", "now");
    }

    @Test
    void shouldCoverChineseCharacterByCharacter() {
        // Given: the last one lies outside the basic plane
        String text = "日本語 \uD842\uDFB7ok";

        // When
        TokenizedText tokens = tokenizer.tokenize(text);

        // Then
        assertThat(covered(text, tokens)).containsExactly("日", "本", "語", "\uD842\uDFB7", "ok");
        assertThat(tokens.words()).containsExactly(-1, 0, 1, 2, 3, 4, -1);
    }

    @Test
    void shouldPlaceThePartsOfOneCharacterAtTheSamePlace() {
        // When: Hangul is taken apart into its letters
        TokenizedText tokens = tokenizer.tokenize("\uD55C x");

        // Then
        assertThat(covered("\uD55C x", tokens)).containsExactly("\uD55C", "\uD55C", "\uD55C", "x");
        assertThat(tokens.words()).containsExactly(-1, 0, 0, 0, 1, -1);
    }

    @Test
    void shouldNotBeThrownOffByWhatIsLeftOut() {
        // Given
        String text = "\uFEFFhel\u0000lo \uD83D \u0007world \uDE00\uD83D soft\u00adhyphen";

        // When
        TokenizedText tokens = tokenizer.tokenize(text);

        // Then
        assertThat(covered(text, tokens)).containsExactly("hel\u0000lo", "world", "soft\u00ad", "hy", "ph", "en");
    }

    @Test
    void shouldPlaceNamesOfSpecialTokensThatStandInTheText() {
        // When
        TokenizedText tokens = tokenizer.tokenize("a [SEP] b");

        // Then
        assertThat(covered("a [SEP] b", tokens)).containsExactly("a", "[SEP]", "b");
    }

    @Test
    void shouldPlaceTokensOfTruncatedTexts() {
        // Given
        String text = "\uD83D\uDE00 word ".repeat(2_000);

        // When
        TokenizedText tokens = tokenizer.tokenize(text);

        // Then
        assertThat(tokens.truncated()).isTrue();
        assertThat(tokens.length()).isEqualTo(32);
        assertThat(covered(text, tokens))
                .hasSize(30)
                .startsWith("\uD83D\uDE00", "word")
                .endsWith("\uD83D\uDE00", "word");
        assertThat(tokens.ends()[31]).isEqualTo(15 * 8 - 1);
        assertThat(tokens.isSpecial(31)).isTrue();
    }

    @Test
    void shouldPlaceWordsBehindTheFirstWindow() {
        // Given
        String text = "\uD83D\uDE00" + " ".repeat(1 << 20) + "behind";

        // When
        TokenizedText tokens = tokenizer.tokenize(text);

        // Then
        assertThat(covered(text, tokens)).containsExactly("\uD83D\uDE00", "behind");
    }

    private static List<String> covered(String text, TokenizedText tokens) {
        return IntStream.range(0, tokens.length())
                .filter(i -> !tokens.isSpecial(i))
                .mapToObj(i -> text.substring(tokens.starts()[i], tokens.ends()[i]))
                .toList();
    }
}
