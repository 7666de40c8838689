package dev.winnow.model.dataset;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of a file of separated values, quoted as RFC 4180 says: a field that begins with a quote ends with one, holds line
 * breaks and separators as they are, and has its own quotes doubled. A quote within a field that does not begin with one is
 * itself. Lines end with LF or CRLF; a byte order mark is skipped.
 *
 * <p>Written out because no bad row may cost the rows behind it, nor more than {@link BoundedLines#MAX_BYTES} of memory. The CSV
 * libraries at hand (Jackson's, Apache Commons) give up on the whole file at the first byte that is not UTF-8 or at the first
 * misplaced quote, and a quote that is never closed makes them read to the end of the file. Here a record that breaks the rules
 * ends with the line that shows it, and the next one begins with the next line.
 */
final class CsvRecords {
    private static final int END = -1;
    private static final int BYTE_ORDER_MARK = 0xEFBBBF;

    private final PushbackInputStream in;
    private final int separator;
    private final ByteArrayOutputStream field = new ByteArrayOutputStream();
    private final List<String> fields = new ArrayList<>();
    private String problem;
    private int length;
    private boolean quoted;
    private long firstLine;
    private long lastLine;
    private long line = 1;

    CsvRecords(InputStream in, char separator) throws IOException {
        this.in = new PushbackInputStream(new BufferedInputStream(in, 1 << 16), 3);
        this.separator = separator;
        skipByteOrderMark();
    }

    private void skipByteOrderMark() throws IOException {
        byte[] start = new byte[3];
        int count = in.readNBytes(start, 0, 3);
        int value = (start[0] & 0xff) << 16 | (start[1] & 0xff) << 8 | (start[2] & 0xff);
        if (count < 3 || value != BYTE_ORDER_MARK) {
            in.unread(start, 0, count);
        }
    }

    /** Moves to the next record that is no blank line; false at the end. */
    boolean next() throws IOException {
        do {
            int b = in.read();
            if (b == END) {
                return false;
            }
            in.unread(b);
            readRecord();
        } while (isBlank());
        return true;
    }

    /** Line in which the current record begins, from 1. */
    long line() {
        return firstLine;
    }

    /**
     * The fields of the current record.
     *
     * @throws BadRowException if it is too long, not UTF-8 or wrongly quoted
     */
    List<String> fields() throws BadRowException {
        if (problem != null) {
            throw new BadRowException(lastLine == firstLine ? problem : problem + ", up to line " + lastLine);
        }
        return List.copyOf(fields);
    }

    private void readRecord() throws IOException {
        fields.clear();
        field.reset();
        problem = null;
        length = 0;
        quoted = false;
        firstLine = line;
        int end;
        do {
            end = readField();
            if (!tooLong()) {
                addField();
            }
        } while (end == separator);
        lastLine = end == '\n' ? line - 1 : line;
    }

    private boolean isBlank() {
        return problem == null && !quoted && fields.size() == 1 && fields.get(0).isBlank();
    }

    /** Gives what ended the field: a separator, a line break or the end of the file. */
    private int readField() throws IOException {
        int b = unquoted();
        if (b == '"') {
            quoted = true;
            readQuoted();
            b = unquoted();
            if (!endsField(b)) {
                fail("text behind the closing quote of a field");
                return skipLine(b);
            }
        }
        while (!endsField(b)) {
            append(b);
            b = unquoted();
        }
        return b;
    }

    /** Takes what stands between two quotes, the closing one included. */
    private void readQuoted() throws IOException {
        long opened = line;
        while (true) {
            int b = read();
            if (b == END) {
                fail("the quote opened in line " + opened + " is never closed");
                return;
            }
            if (b == '"') {
                int after = in.read();
                if (after != '"') {
                    unread(after);
                    return;
                }
                length++;
            }
            append(b);
        }
    }

    private int skipLine(int from) throws IOException {
        int b = from;
        while (b != '\n' && b != END) {
            b = unquoted();
        }
        return b;
    }

    private boolean endsField(int b) {
        return b == separator || b == '\n' || b == END;
    }

    /** The next byte outside quotes, where CRLF is one line break. */
    private int unquoted() throws IOException {
        int b = read();
        if (b == '\r') {
            int after = in.read();
            if (after == '\n') {
                line++;
                return after;
            }
            unread(after);
        }
        return b;
    }

    private int read() throws IOException {
        int b = in.read();
        if (b == '\n') {
            line++;
        }
        length++;
        return b;
    }

    private void unread(int b) throws IOException {
        if (b != END) {
            in.unread(b);
        }
    }

    private void append(int b) {
        if (!tooLong()) {
            field.write(b);
        }
    }

    private boolean tooLong() {
        if (length > BoundedLines.MAX_BYTES) {
            fail("longer than " + BoundedLines.MAX_BYTES + " bytes");
            length = BoundedLines.MAX_BYTES + 1;
            return true;
        }
        return false;
    }

    private void addField() {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(field.toByteArray());
            fields.add(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            fail("not readable as UTF-8 text");
        }
        field.reset();
    }

    /** Keeps the first thing that was wrong. */
    private void fail(String reason) {
        if (problem == null) {
            problem = reason;
        }
    }
}
