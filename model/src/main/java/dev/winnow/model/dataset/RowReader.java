package dev.winnow.model.dataset;

import java.io.IOException;

/** The rows of one file, whatever its format; blank lines are none. */
interface RowReader {
    /** Moves to the next row; false at the end. */
    boolean next() throws IOException;

    /** Line in which the current row begins, from 1. */
    long line();

    /**
     * The current row.
     *
     * @throws BadRowException if it is no example; the next one can be read nevertheless
     */
    Example example() throws BadRowException;
}
