package dev.winnow.ops.config;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Writes a configuration as a file that loads to the same, secrets excepted, with the origin of each value beside it. */
public final class ConfigPrinter {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][\\w./-]*(:\\d+)?|-?\\d+(ms|s|m|h)?");
    private static final Pattern RESERVED = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private final EffectiveConfig<?> config;
    private final StringBuilder yaml = new StringBuilder();

    private ConfigPrinter(EffectiveConfig<?> config) {
        this.config = config;
    }

    public static String print(EffectiveConfig<?> config) {
        ConfigPrinter printer = new ConfigPrinter(config);
        printer.section(config.value(), "", "");
        return printer.yaml.toString();
    }

    /** Writes a section; {@code indent} stands before its first line and gives the width of the margin of the others. */
    private void section(Record section, String path, String indent) {
        String margin = " ".repeat(indent.length());
        String label = indent;
        for (RecordComponent component : section.getClass().getRecordComponents()) {
            String name = KebabCase.ofComponent(component.getName());
            String childPath = path.isEmpty() ? name : path + "." + name;
            component(component, Binder.get(component, section), childPath, label + name, margin + "  ");
            label = margin;
        }
    }

    private void component(RecordComponent component, Object value, String path, String label, String margin) {
        if (value instanceof List<?> items) {
            list(items, path, label, margin);
        } else if (value instanceof Map<?, ?> map) {
            map(map, ValueType.of(Keys.argument(component, 1)), path, label, margin);
        } else if (value instanceof Record nested) {
            yaml.append(label).append(":\n");
            section(nested, path, margin);
        } else {
            value(label, path, ValueType.of(component.getType()), value);
        }
    }

    private void list(List<?> items, String path, String label, String margin) {
        yaml.append(label).append(items.isEmpty() ? ": []\n" : ":\n");
        for (int i = 0; i < items.size(); i++) {
            section((Record) items.get(i), path + "." + i, margin + "- ");
        }
    }

    private void map(Map<?, ?> map, ValueType type, String path, String label, String margin) {
        yaml.append(label).append(map.isEmpty() ? ": {}\n" : ":\n");
        new TreeMap<>(map).forEach((key, value) -> {
            value(margin + quoted(key.toString()), path + "." + key, type, value);
        });
    }

    private void value(String label, String path, ValueType type, Object value) {
        String text = Secrets.mask(path, type.format().apply(value));
        yaml.append(label)
                .append(": ")
                .append(type.equals(ValueType.TEXT) ? quoted(text) : text)
                .append("  # ")
                .append(config.originOf(path))
                .append('\n');
    }

    /** The text as a YAML scalar: as it is where that is safe, else in double quotes with escapes. */
    static String quoted(String text) {
        if (PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < 0x20 || c > 0x7e) {
                quoted.append("\\U%08X".formatted(c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }
}
