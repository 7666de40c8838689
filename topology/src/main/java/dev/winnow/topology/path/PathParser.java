package dev.winnow.topology.path;

import java.util.ArrayList;
import java.util.List;

/** Reads paths as they are written; spaces around a name mean nothing, unless escaped. */
final class PathParser {
    private final String written;
    private final List<FieldPath> paths = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final StringBuilder name = new StringBuilder();
    /** Length of the name up to its last character that counts; spaces after it are dropped. */
    private int nameEnd;

    private boolean optional;

    PathParser(String written) {
        this.written = written;
    }

    List<FieldPath> paths() {
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\') {
                i++;
                keep(escapedAt(i));
            } else {
                read(c);
            }
        }
        endPath();
        return List.copyOf(paths);
    }

    private char escapedAt(int index) {
        if (index == written.length()) {
            throw new IllegalArgumentException("'%s' ends in a backslash".formatted(written));
        }
        return written.charAt(index);
    }

    private void read(char c) {
        switch (c) {
            case '.' -> endName();
            case ',' -> endPath();
            case '?' -> {
                refuseAfterQuestionMark();
                optional = true;
            }
            default -> {
                if (c > ' ') {
                    keep(c);
                } else if (nameEnd > 0) {
                    name.append(c);
                }
            }
        }
    }

    private void keep(char c) {
        refuseAfterQuestionMark();
        name.append(c);
        nameEnd = name.length();
    }

    private void refuseAfterQuestionMark() {
        if (optional) {
            throw new IllegalArgumentException(
                    "'%s' goes on after a '?'; write '\\?' for a question mark in a name".formatted(written));
        }
    }

    private void endName() {
        refuseAfterQuestionMark();
        addName();
    }

    private void addName() {
        if (nameEnd == 0) {
            throw new IllegalArgumentException("'%s' has an empty name".formatted(written));
        }
        names.add(name.substring(0, nameEnd));
        name.setLength(0);
        nameEnd = 0;
    }

    private void endPath() {
        addName();
        paths.add(new FieldPath(names, optional));
        names.clear();
        optional = false;
    }
}
