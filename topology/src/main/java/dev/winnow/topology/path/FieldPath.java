package dev.winnow.topology.path;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The way to a field: names from the outside inwards.
 *
 * <p>Written with dots between the names: {@code payload.body}, {@code comments.0.text}. A backslash takes the meaning from
 * the character after it, for names that hold dots, commas or question marks themselves. A question mark at the end says
 * that the field may be missing or null: without it a record that lacks the field is refused, since a misspelt path would
 * otherwise let texts vanish without a word.
 *
 * @param names fields of records and objects, keys of maps, positions in arrays from 0
 * @param optional whether the field may be missing or null
 */
public record FieldPath(List<String> names, boolean optional) {
    private static final String SPECIAL = ".,?\\";

    public FieldPath {
        names = List.copyOf(names);
        if (names.isEmpty() || names.contains("")) {
            throw new IllegalArgumentException("a path needs names between its dots");
        }
    }

    /**
     * Reads one path.
     *
     * @throws IllegalArgumentException naming what is wrong with it
     */
    public static FieldPath parse(String written) {
        List<FieldPath> paths = parseAll(written);
        if (paths.size() != 1) {
            throw new IllegalArgumentException("'%s' is not one path but %d".formatted(written, paths.size()));
        }
        return paths.get(0);
    }

    /**
     * Reads paths with commas between them.
     *
     * @throws IllegalArgumentException naming what is wrong with them
     */
    public static List<FieldPath> parseAll(String written) {
        return new PathParser(written).paths();
    }

    /** As it is written, the question mark included. */
    public String written() {
        return display() + (optional ? "?" : "");
    }

    /** As it is written, without the question mark. */
    public String display() {
        return display(names.size());
    }

    /** The way to the n-th name, exclusive. */
    String display(int length) {
        return names.subList(0, length).stream().map(FieldPath::escaped).collect(Collectors.joining("."));
    }

    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean outerSpace = c <= ' ' && (i == 0 || i == name.length() - 1);
            escaped.append(SPECIAL.indexOf(c) >= 0 || outerSpace ? "\\" : "").append(c);
        }
        return escaped.toString();
    }

    /** Goes down from the root of a value, which is never changed. */
    public Lookup in(Object root) {
        Object here = root;
        for (int depth = 0; depth < names.size(); depth++) {
            Lookup step = Step.down(here, names.get(depth));
            if (step instanceof Lookup.Missing missing) {
                String holder = depth == 0 ? "the value" : "'" + display(depth) + "'";
                return new Lookup.Missing("'%s' is missing: %s %s".formatted(display(), holder, missing.why()));
            }
            here = ((Lookup.Found) step).value();
        }
        return here == null ? new Lookup.Missing("'%s' is null".formatted(display())) : new Lookup.Found(here);
    }
}
