package dev.winnow.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.winnow.model.checkpoint.Checkpoint;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DocumentTokenizerTest {
    private static final long CLS = 101;
    private static final long SEP = 102;
    private static final long UNKNOWN = 100;

    private static byte[] json;
    private static DocumentTokenizer tokenizer;

    @BeforeAll
    static void load() {
        json = Checkpoint.miniLm().tokenizerJson();
        tokenizer = new DocumentTokenizer(json, 512);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @Test
    void shouldGiveTheTokensOfBertUncased() {
        // When
        TokenizedText tokens = tokenizer.tokenize("Hello, world!");

        // Then: ids from the published vocabulary of bert-base-uncased
        assertThat(tokens.ids()).containsExactly(CLS, 7592, 1010, 2088, 999, SEP);
        assertThat(tokens.truncated()).isFalse();
    }

    @Test
    void shouldGiveSpecialTokensAloneForAnEmptyText() {
        // When
        TokenizedText tokens = tokenizer.tokenize("");

        // Then
        assertThat(tokens.ids()).containsExactly(CLS, SEP);
    }

    @Test
    void shouldCutAtTheLimitAndKeepTheSeparator() {
        // Given
        String text = "word ".repeat(600);

        // When
        TokenizedText tokens = tokenizer.tokenize(text);

        // Then
        assertThat(tokens.length()).isEqualTo(512);
        assertThat(tokens.ids()[0]).isEqualTo(CLS);
        assertThat(tokens.ids()[510]).isEqualTo(2773);
        assertThat(tokens.ids()[511]).isEqualTo(SEP);
        assertThat(tokens.truncated()).isTrue();
    }

    @Test
    void shouldNotSayTruncatedWhenTheTextJustFits() {
        // Given
        String text = "word ".repeat(510);

        // When
        TokenizedText tokens = tokenizer.tokenize(text);

        // Then
        assertThat(tokens.length()).isEqualTo(512);
        assertThat(tokens.truncated()).isFalse();
    }

    @Test
    void shouldFindWordsBehindMegabytesOfWhiteSpace() {
        // Given
        String text = " ".repeat(1 << 20) + "hello";

        // When
        TokenizedText tokens = tokenizer.tokenize(text);

        // Then
        assertThat(tokens.ids()).containsExactly(CLS, 7592, SEP);
    }

    @Test
    void shouldReadTheSameTokensFromAMegabyteAsFromItsBeginning() {
        // Given
        String sentence = "The quick brown fox, unbelievably, jumps over 13 lazy dogs. ";
        String megabyte = sentence.repeat((1 << 20) / sentence.length());

        // When
        TokenizedText tokens = tokenizer.tokenize(megabyte);

        // Then
        assertThat(tokens.truncated()).isTrue();
        assertThat(tokens.ids())
                .isEqualTo(tokenizer.tokenize(sentence.repeat(60)).ids());
    }

    @Test
    void shouldReadOneEndlessWordAsUnknown() {
        // When
        TokenizedText tokens = tokenizer.tokenize("x".repeat(1 << 20));

        // Then
        assertThat(tokens.ids()).containsExactly(CLS, UNKNOWN, SEP);
    }

    @Test
    void shouldKeepTheRestOfATextWithALoneSurrogate() {
        // Given
        String broken = "hello \uD83D world \uDE00 caf\u00e9";

        // When
        TokenizedText tokens = tokenizer.tokenize(broken);

        // Then
        assertThat(tokens.ids())
                .isEqualTo(tokenizer.tokenize("hello world cafe").ids());
    }

    @Test
    void shouldReadEmojiOutsideTheBasicPlaneAsOneCharacter() {
        // When
        TokenizedText tokens = tokenizer.tokenize("good \uD83D\uDE00 day");

        // Then
        assertThat(tokens.ids()).hasSize(5);
        assertThat(tokens.ids()[1]).isEqualTo(2204);
        assertThat(tokens.ids()[3]).isEqualTo(2154);
    }

    @Test
    void shouldIgnoreControlCharactersAndNul() {
        // When
        TokenizedText tokens = tokenizer.tokenize("hel\u0000lo\u0007 \u001bworld\u0085");

        // Then
        assertThat(tokens.ids()).isEqualTo(tokenizer.tokenize("hello world").ids());
    }

    @Test
    void shouldRefuseAFileThatIsNoTokenizer() {
        // Given
        byte[] garbage = "{\"version\":".getBytes(StandardCharsets.UTF_8);

        // When / Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DocumentTokenizer(garbage, 128))
                .withMessageContaining("tokenizer.json");
    }
}
