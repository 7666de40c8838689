package dev.winnow.model.dataset;

import java.nio.file.Path;

/**
 * A row that was left out. Rows are never dropped silently: a share of bad rows large enough to matter shows up here.
 *
 * @param file the file
 * @param line line number, from 1
 * @param reason what is wrong with it; holds no document text
 */
public record BadRow(Path file, long line, String reason) {
    @Override
    public String toString() {
        return file + " line " + line + ": " + reason;
    }
}
