package dev.winnow.model.dataset;

import java.io.IOException;

/** One JSON object a line. */
final class JsonRows implements RowReader {
    private final BoundedLines lines;

    JsonRows(BoundedLines lines) {
        this.lines = lines;
    }

    @Override
    public boolean next() throws IOException {
        while (lines.next()) {
            if (!lines.blank()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public long line() {
        return lines.number();
    }

    @Override
    public Example example() throws BadRowException {
        return JsonRowParser.parse(lines);
    }
}
