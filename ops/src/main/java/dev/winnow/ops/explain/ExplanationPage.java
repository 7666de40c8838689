package dev.winnow.ops.explain;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes one page about many documents, as they come, so that its length costs no memory. The page stands alone: no
 * script, and nothing that a browser would have to fetch; a content security policy says so as well.
 */
public final class ExplanationPage implements AutoCloseable {
    private final BufferedWriter out;
    private final String heading;
    private int documents;

    private ExplanationPage(BufferedWriter out, String heading) {
        this.out = out;
        this.heading = heading;
    }

    /**
     * Begins a page.
     *
     * @param heading what all documents have in common: the bundle and the offset
     * @throws IOException where the file cannot be written
     */
    public static ExplanationPage create(Path file, String heading) throws IOException {
        try {
            return new ExplanationPage(Files.newBufferedWriter(file), heading);
        } catch (FileSystemException e) {
            String reason = e.getReason() == null ? "is its folder there?" : e.getReason();
            throw new IOException("cannot write " + file + ": " + reason, e);
        }
    }

    /** Adds a document; all of a page come from one model. */
    public void add(Explanation explanation) throws IOException {
        if (documents == 0) {
            head(explanation.prediction().trace().layers());
        }
        documents++;
        out.write(new ExplainedDocument(documents, explanation).html());
    }

    private void head(int layers) throws IOException {
        out.write("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="color-scheme" content="light dark">
                """);
        out.write("<title>What Winnow kept: %s</title>%n<style>%n".formatted(Html.escape(heading)));
        out.write(Shades.styleSheet(layers));
        out.write(style());
        out.write("</style>\n</head>\n<body>\n<header>\n<h1>What Winnow kept</h1>\n<p>%s</p>%n"
                .formatted(Html.escape(heading)));
        legend(layers, out);
        out.write("</header>\n<main>\n");
    }

    private static void legend(int layers, Writer out) throws IOException {
        out.write("<ul class=\"legend\" aria-label=\"Legend\">\n");
        for (int reached = 0; reached < layers; reached++) {
            out.write("<li class=\"r%d\">dropped before layer %d</li>%n".formatted(reached, reached + 1));
        }
        out.write("<li class=\"r%d kept\">kept</li>%n</ul>%n".formatted(layers));
    }

    private static String style() throws IOException {
        try (InputStream style = ExplanationPage.class.getResourceAsStream("page.css")) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Ends the page. */
    @Override
    public void close() throws IOException {
        try (out) {
            if (documents == 0) {
                head(0);
                out.write("<p>No documents.</p>\n");
            }
            out.write("</main>\n</body>\n</html>\n");
        }
    }
}
