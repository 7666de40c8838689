package dev.winnow.ops.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplanationPageTest {
    /** Elements that the page itself has; a document must not add any. */
    private static final Pattern OWN_TAGS =
            Pattern.compile("</?(?:!DOCTYPE html|html|head|meta|title|style|body|header|main"
                    + "|h1|h2|p|ul|li|article|span|div|table|caption|tr|th|td|i)(?: [^<>]*)?>");

    @TempDir
    private Path folder;

    @Test
    void shouldShadeEveryTokenByTheLayerItReached() throws IOException {
        // When
        String page = page(Explanations.of("rain in the west", 3, 0, 1, 2));

        // Then
        assertThat(page)
                .contains("<span class=\"r3 kept\" title=\"kept, score 0.0300\">rain</span> "
                        + "<span class=\"r0\" title=\"dropped before layer 1, score 0.0000\">in</span> "
                        + "<span class=\"r1\" title=\"dropped before layer 2, score 0.0100\">the</span> "
                        + "<span class=\"r2\" title=\"dropped before layer 3, score 0.0200\">west</span>")
                .contains("<li class=\"r0\">dropped before layer 1</li>", "<li class=\"r3 kept\">kept</li>")
                .contains("so &amp; so", "75.0 %", "25.0 %");
    }

    @Test
    void shouldCountTheTokensOfEachLayer() throws IOException {
        // When
        String page = page(Explanations.of("rain in the west", 3, 0, 1, 2));

        // Then: [CLS] is in all of them, [SEP] left before the first
        assertThat(page)
                .containsSubsequence(
                        ">read</th><td>6<", ">layer 1</th><td>4<", ">layer 2</th><td>3<", ">layer 3</th><td>2<");
    }

    @Test
    void shouldSayWhereNothingWasScored() throws IOException {
        assertThat(page(Explanations.unscored("rain in the west"))).contains("Nothing was scored");
        assertThat(page(Explanations.of("rain in the west", 3, 0, 1, 2))).doesNotContain("Nothing was scored");
    }

    @Test
    void shouldTakeNoMarkupFromDocumentsAndNames() throws IOException {
        // Given
        String attack =
                "<script>alert(1)</script> \"onmouseover='alert(2)' </span><img/src=x> &lt;b&gt; <!-- \u0000\u001b\ud83d";

        // When
        String page = page("</title><b>", Explanations.of(attack, 0, 1, 2, 3, 3, 3), Explanations.of(attack, 1));

        // Then
        assertThat(OWN_TAGS.matcher(page).replaceAll("")).doesNotContain("<", "\u0000", "\u001b", "\ud83d");
        assertThat(page)
                .contains(
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "&quot;onmouseover=&#39;alert(2)&#39;",
                        "&amp;lt;b&amp;gt;")
                .contains("<title>What Winnow kept: &lt;/title&gt;&lt;b&gt;</title>");
    }

    @Test
    void shouldFetchNothing() throws IOException {
        // When
        String page = page(Explanations.of("rain in the west", 3, 0, 1, 2));

        // Then
        assertThat(page)
                .contains("Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"")
                .doesNotContain("http://", "https://", "url(", "@import", "src=", "href=");
    }

    @Test
    void shouldShowWhatWasNotReadUpToALimit() throws IOException {
        // When
        String page = page(Explanations.of("rain " + "word ".repeat(1_000), 3));

        // Then
        assertThat(page)
                .containsPattern("<span class=\"unread\" title=\"behind the 3 tokens that the model reads\"> (word )+")
                .hasSizeLessThan(10_000);
    }

    @Test
    void shouldWriteAPageWithoutDocuments() throws IOException {
        assertThat(page("nothing")).contains("No documents.").endsWith("</html>\n");
    }

    private String page(Explanation explanation) throws IOException {
        return page("a bundle", explanation);
    }

    private String page(String heading, Explanation... explanations) throws IOException {
        Path file = folder.resolve("page.html");
        try (ExplanationPage page = ExplanationPage.create(file, heading)) {
            for (Explanation explanation : explanations) {
                page.add(explanation);
            }
        }
        return Files.readString(file);
    }
}
