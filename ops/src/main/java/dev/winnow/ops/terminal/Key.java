package dev.winnow.ops.terminal;

/**
 * A key that somebody pressed.
 *
 * @param kind what key
 * @param letter lower case, where it is a letter; 0 else
 */
public record Key(Kind kind, char letter) {

    /** What a program may want to know. */
    public enum Kind {
        LETTER,
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        /** Nobody is there any more: the terminal is gone. */
        END
    }

    static Key of(Kind kind) {
        return new Key(kind, (char) 0);
    }

    static Key letter(int code) {
        return new Key(Kind.LETTER, Character.toLowerCase((char) code));
    }
}
