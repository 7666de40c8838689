package dev.winnow.model.tokenizer;

import java.util.Map;

/**
 * The vocabulary of a WordPiece model, asked for the longest piece at a place of a text.
 *
 * <p>An open-addressed hash table with linear probing, at most half full. Hashes of all prefixes of a word come out of one walk
 * over it, so that the greedy search from the longest piece to the shortest makes no string. A piece within a word, spelled
 * with {@code ##} in the vocabulary, is kept without it and hashes from another seed.
 */
final class WordPieces {
    private static final String INNER_PREFIX = "##";
    private static final int FIRST_SEED = 1;
    private static final int INNER_SEED = 2;

    private final String[] pieces;
    private final int[] ids;
    private final boolean[] inner;
    private final int mask;
    private final int longest;

    /** Takes every piece with its id. */
    WordPieces(Map<String, Integer> vocabulary) {
        int slots = Integer.highestOneBit(Math.max(1, vocabulary.size())) * 4;
        pieces = new String[slots];
        ids = new int[slots];
        inner = new boolean[slots];
        mask = slots - 1;
        int most = 1;
        for (Map.Entry<String, Integer> entry : vocabulary.entrySet()) {
            boolean within =
                    entry.getKey().startsWith(INNER_PREFIX) && entry.getKey().length() > INNER_PREFIX.length();
            String piece = within ? entry.getKey().substring(INNER_PREFIX.length()) : entry.getKey();
            put(piece, within, entry.getValue());
            most = Math.max(most, piece.length());
        }
        longest = most;
    }

    private void put(String piece, boolean within, int id) {
        int hash = within ? INNER_SEED : FIRST_SEED;
        for (int i = 0; i < piece.length(); i++) {
            hash = next(hash, piece.charAt(i));
        }
        int slot = slot(hash);
        while (pieces[slot] != null) {
            slot = (slot + 1) & mask;
        }
        pieces[slot] = piece;
        ids[slot] = id;
        inner[slot] = within;
    }

    /** An array for {@link #longest}, to be used again and again by one thread. */
    int[] hashes() {
        return new int[longest];
    }

    /**
     * The slot of the longest piece that begins at {@code from} and ends at {@code to} or before; negative where there is none.
     *
     * @param text lower case already, if the model is
     * @param within whether a word goes on at {@code from}
     * @param hashes of {@link #hashes()}
     */
    int longest(char[] text, int from, int to, boolean within, int[] hashes) {
        int most = Math.min(longest, to - from);
        int hash = within ? INNER_SEED : FIRST_SEED;
        for (int i = 0; i < most; i++) {
            hash = next(hash, text[from + i]);
            hashes[i] = hash;
        }
        for (int length = most; length > 0; length--) {
            int slot = find(text, from, length, within, hashes[length - 1]);
            if (slot >= 0) {
                return slot;
            }
        }
        return -1;
    }

    /** The id of the piece in a slot. */
    int id(int slot) {
        return ids[slot];
    }

    /** The characters of the piece in a slot. */
    int length(int slot) {
        return pieces[slot].length();
    }

    private int find(char[] text, int from, int length, boolean within, int hash) {
        for (int slot = slot(hash); pieces[slot] != null; slot = (slot + 1) & mask) {
            if (inner[slot] == within && equals(pieces[slot], text, from, length)) {
                return slot;
            }
        }
        return -1;
    }

    private static boolean equals(String piece, char[] text, int from, int length) {
        if (piece.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (piece.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }

    private static int next(int hash, char c) {
        return hash * 31 + c;
    }

    private int slot(int hash) {
        int mixed = hash * 0x9E3779B9;
        return (mixed ^ (mixed >>> 15)) & mask;
    }
}
