package dev.winnow.ops.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All keys of a tree of records, in the order of their components. */
public final class Keys {
    private final List<Key> all;

    private Keys(List<Key> all) {
        this.all = List.copyOf(all);
    }

    /** Reads the tree; throws {@link IllegalStateException} at a component that cannot be written as configuration. */
    public static Keys of(Class<? extends Record> root) {
        List<Key> keys = new ArrayList<>();
        collect(root, List.of(), keys);
        return new Keys(keys);
    }

    private static void collect(Class<?> type, List<String> prefix, List<Key> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            List<String> path = append(prefix, KebabCase.ofComponent(component.getName()));
            if (component.getType() == List.class) {
                collect(argument(component, 0), append(path, Key.POSITION), keys);
            } else if (component.getType() == Map.class) {
                keys.add(new Key(append(path, Key.REST), ValueType.of(argument(component, 1))));
            } else if (component.getType().isRecord()) {
                collect(component.getType(), path, keys);
            } else {
                keys.add(new Key(path, ValueType.of(component.getType())));
            }
        }
    }

    /** The n-th type argument of a list or map component. */
    static Class<?> argument(RecordComponent component, int index) {
        Type argument = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[index];
        return (Class<?>) argument;
    }

    private static List<String> append(List<String> path, String segment) {
        return Stream.concat(path.stream(), Stream.of(segment)).toList();
    }

    public List<Key> all() {
        return all;
    }

    Optional<Key> find(String path) {
        return all.stream().filter(key -> key.matches(path)).findFirst();
    }

    /** Whether keys lie below the path. */
    boolean isSection(String path) {
        return all.stream().anyMatch(key -> key.below(path).isPresent());
    }

    /** Whether a list lies at the path. */
    boolean isList(String path) {
        return all.stream().flatMap(key -> key.below(path).stream()).anyMatch(next -> next.equals(Key.POSITION));
    }

    /** Paths, sections included, that may have been meant instead of this one: positions are taken from it. */
    String question(String path) {
        String[] written = path.split("\\.", -1);
        List<String> known = all.stream()
                .flatMap(key -> Stream.of(
                        prefix(key, written.length), prefix(key, key.segments().size())))
                .distinct()
                .map(segments -> withPositions(segments, written))
                .toList();
        return Suggestion.question(path, known);
    }

    private static List<String> prefix(Key key, int length) {
        return key.segments().stream()
                .filter(segment -> !segment.equals(Key.REST))
                .limit(length)
                .toList();
    }

    private static String withPositions(List<String> segments, String[] written) {
        List<String> path = new ArrayList<>(segments);
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).equals(Key.POSITION)) {
                path.set(i, i < written.length ? written[i] : "0");
            }
        }
        return String.join(".", path);
    }
}
