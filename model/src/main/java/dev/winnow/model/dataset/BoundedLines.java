package dev.winnow.model.dataset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of bytes of at most {@value #MAX_BYTES} bytes. {@code BufferedReader.readLine} would take a file without a line
 * break into memory whole.
 */
public final class BoundedLines {
    public static final int MAX_BYTES = 1 << 20;

    private final InputStream in;
    private byte[] line = new byte[1 << 12];
    private int length;
    private boolean tooLong;
    private long number;

    public BoundedLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** Moves to the next line; false at the end. */
    public boolean next() throws IOException {
        length = 0;
        tooLong = false;
        int b = in.read();
        if (b < 0) {
            return false;
        }
        number++;
        while (b >= 0 && b != '\n') {
            append((byte) b);
            b = in.read();
        }
        return true;
    }

    private void append(byte b) {
        if (length == MAX_BYTES) {
            tooLong = true;
            return;
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(MAX_BYTES, 2 * length));
        }
        line[length++] = b;
    }

    /** Number of the current line, from 1. */
    public long number() {
        return number;
    }

    /** Whether the current line was longer than the limit; its end is lost. */
    public boolean tooLong() {
        return tooLong;
    }

    /** Whether the current line holds nothing but white space. */
    public boolean blank() {
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /** The current line's bytes; valid from 0 to {@link #length()} until {@link #next()}. */
    public byte[] bytes() {
        return line;
    }

    public int length() {
        return length;
    }
}
