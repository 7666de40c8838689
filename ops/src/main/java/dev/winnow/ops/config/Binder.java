package dev.winnow.ops.config;

import dev.winnow.ops.config.Settings.Setting;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds a tree of records: each component from what was written, else from the record it starts from. The records check
 * themselves; what they refuse becomes a problem at the place where the offending value was written, and the default
 * takes its place so that one try finds all problems.
 */
final class Binder {
    private final Settings settings;
    private final List<Problem> problems;

    Binder(Settings settings, List<Problem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** The record, or empty where a problem leaves none; {@code base} may be null, then every key must be written. */
    Optional<Object> section(Class<?> type, String path, Object base) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        boolean complete = true;
        for (int c = 0; c < components.length; c++) {
            Object initial = base == null ? null : get(components[c], base);
            Optional<Object> value = component(components[c], path(path, components[c]), initial);
            complete &= value.isPresent();
            values[c] = value.orElse(null);
        }
        return complete ? create(type, path, base, values) : Optional.empty();
    }

    private Optional<Object> component(RecordComponent component, String path, Object base) {
        if (component.getType() == List.class) {
            return list(Keys.argument(component, 0), path, (List<?>) base);
        }
        if (component.getType() == Map.class) {
            return Optional.of(map(path, (Map<?, ?>) base));
        }
        if (component.getType().isRecord()) {
            return section(component.getType(), path, base);
        }
        Optional<Setting> setting = settings.value(path);
        if (setting.isEmpty() && base == null && !settings.isRefused(path)) {
            problems.add(new Problem(settings.originOf(path), "missing key '" + path + "'"));
        }
        return setting.map(Setting::value).or(() -> Optional.ofNullable(base));
    }

    private Object map(String path, Map<?, ?> base) {
        Map<Object, Object> map = new LinkedHashMap<>(base == null ? Map.of() : base);
        for (String name : settings.below(path)) {
            settings.value(path + "." + name).ifPresent(setting -> map.put(name, setting.value()));
        }
        return map;
    }

    private Optional<Object> list(Class<?> element, String path, List<?> base) {
        List<?> initial = base == null || settings.hasSection(path) ? List.of() : base;
        int written = settings.below(path).stream()
                .mapToInt(rest -> Integer.parseInt(rest.replaceFirst("\\..*", "")) + 1)
                .max()
                .orElse(0);
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < Math.max(initial.size(), written); i++) {
            String position = path + "." + i;
            if (i >= initial.size() && !isWritten(position)) {
                problems.add(new Problem(
                        settings.originOf(path),
                        "'" + position + "' is left out; positions of a list follow each other"));
                return Optional.empty();
            }
            section(element, position, i < initial.size() ? initial.get(i) : null)
                    .ifPresent(items::add);
        }
        return Optional.of(items);
    }

    private boolean isWritten(String position) {
        return settings.hasSection(position) || !settings.below(position).isEmpty();
    }

    private Optional<Object> create(Class<?> type, String path, Object base, Object[] values) {
        try {
            return Optional.of(constructor(type).newInstance(values));
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalArgumentException refusal)) {
                throw new IllegalStateException("cannot build " + type.getName(), e.getCause());
            }
            return recover(type, path, base, values, refusal.getMessage());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot build " + type.getName(), e);
        }
    }

    private Optional<Object> recover(Class<?> type, String path, Object base, Object[] values, String message) {
        RecordComponent[] components = type.getRecordComponents();
        Optional<Integer> blamed = Blame.component(components, message);
        String at = blamed.map(c -> path(path, components[c])).orElse(path);
        problems.add(new Problem(settings.originOf(at), Blame.qualify(message, path, at)));
        if (blamed.isEmpty() || base == null) {
            return Optional.empty();
        }
        Object initial = get(components[blamed.get()], base);
        if (initial.equals(values[blamed.get()])) {
            return Optional.empty();
        }
        values[blamed.get()] = initial;
        return create(type, path, base, values);
    }

    private static String path(String parent, RecordComponent component) {
        String name = KebabCase.ofComponent(component.getName());
        return parent.isEmpty() ? name : parent + "." + name;
    }

    private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return type.getDeclaredConstructor(types);
    }

    static Object get(RecordComponent component, Object owner) {
        try {
            Method accessor = component.getAccessor();
            return accessor.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }
}
