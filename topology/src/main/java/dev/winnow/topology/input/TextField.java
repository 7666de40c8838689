package dev.winnow.topology.input;

import dev.winnow.topology.path.FieldPath;
import dev.winnow.topology.path.Kind;
import dev.winnow.topology.path.Lookup;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the text lies.
 *
 * @param paths its parts, in the order in which they are joined; none where the whole value is the text
 * @param separator stands between the parts
 */
public record TextField(List<FieldPath> paths, String separator) {

    public TextField {
        paths = List.copyOf(paths);
    }

    /** For values that are texts themselves. */
    public static TextField wholeValue() {
        return new TextField(List.of(), "");
    }

    /**
     * The text of a value.
     *
     * @throws UnfitRecordException when a part that must be there is not, when a part is no text, or when there is no part
     */
    String of(Object root) {
        if (paths.isEmpty()) {
            return text("the value", root);
        }
        List<String> parts = new ArrayList<>(paths.size());
        for (FieldPath path : paths) {
            Lookup lookup = path.in(root);
            if (lookup instanceof Lookup.Found found) {
                parts.add(text("'" + path.display() + "'", found.value()));
            } else if (lookup instanceof Lookup.Missing missing && !path.optional()) {
                throw new UnfitRecordException("no text: " + missing.why());
            }
        }
        if (parts.isEmpty()) {
            throw new UnfitRecordException("no text: none of %s is there".formatted(written()));
        }
        return String.join(separator, parts);
    }

    private String written() {
        return paths.stream().map(FieldPath::display).collect(Collectors.joining("', '", "'", "'"));
    }

    private static String text(String place, Object value) {
        if (value instanceof CharSequence text) {
            return text.toString();
        }
        throw new UnfitRecordException("no text: %s is %s".formatted(place, Kind.of(value)));
    }
}
