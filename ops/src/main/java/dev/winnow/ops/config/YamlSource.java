package dev.winnow.ops.config;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Flattens a YAML file into paths; nested mappings and dotted names ({@code batch.linger: 5ms}) mean the same. */
final class YamlSource {
    private final Path file;
    private final Keys keys;
    private final List<Problem> problems;
    private final Settings settings = new Settings();
    private final Map<String, Origin.Line> written = new HashMap<>();

    private YamlSource(Path file, Keys keys, List<Problem> problems) {
        this.file = file;
        this.keys = keys;
        this.problems = problems;
    }

    static Settings read(Path file, Keys keys, List<Problem> problems) {
        YamlSource source = new YamlSource(file, keys, problems);
        Optional<Node> root = YamlDocument.read(file, problems);
        root.filter(node -> !isNull(node)).ifPresent(source::root);
        return source.settings;
    }

    private void root(Node node) {
        if (node instanceof MappingNode mapping) {
            mapping(mapping, "");
        } else {
            refuse("", origin(node), "a configuration begins with keys such as 'batch:', not with " + kind(node));
        }
    }

    private void mapping(MappingNode mapping, String parent) {
        for (NodeTuple entry : mapping.getValue()) {
            Origin.Line origin = origin(entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode name)
                    || name.getValue().isBlank()) {
                refuse(parent, origin, "a key must be a name, not " + kind(entry.getKeyNode()));
                continue;
            }
            String path = join(parent, name.getValue());
            if (isNew(path, origin)) {
                value(path, entry.getValueNode(), origin);
            }
        }
    }

    private boolean isNew(String path, Origin.Line origin) {
        Origin.Line first = written.putIfAbsent(path, origin);
        if (first != null) {
            refuse(path, origin, "'" + path + "' is written twice, first in line " + first.line());
        }
        return first == null;
    }

    private void value(String path, Node node, Origin.Line origin) {
        Optional<Key> key = keys.find(path);
        if (keys.isList(path)) {
            list(path, node, origin);
        } else if (node instanceof MappingNode mapping && (keys.isSection(path) || isOpen(key))) {
            settings.putSection(path, origin);
            mapping(mapping, path);
        } else if (key.isPresent()) {
            leaf(path, key.get(), node, origin);
        } else if (!keys.isSection(path)) {
            refuse(path, origin, "unknown key '" + path + "'" + keys.question(path));
        } else if (!isNull(node)) {
            refuse(
                    path,
                    origin,
                    "'" + path + "' holds further keys; it takes no "
                            + kind(node).replaceFirst("^an? ", ""));
        }
    }

    private void list(String path, Node node, Origin.Line origin) {
        if (!(node instanceof SequenceNode sequence)) {
            refuse(path, origin, "'" + path + "' takes a list (lines that begin with '- '), not " + kind(node));
            return;
        }
        settings.putSection(path, origin);
        List<Node> items = sequence.getValue();
        for (int i = 0; i < items.size(); i++) {
            String position = join(path, Integer.toString(i));
            settings.putSection(position, origin(items.get(i)));
            value(position, items.get(i), origin(items.get(i)));
        }
    }

    private void leaf(String path, Key key, Node node, Origin.Line origin) {
        if (!(node instanceof ScalarNode scalar)) {
            refuse(path, origin, "'" + path + "' takes one value (" + key.type().name() + "), not " + kind(node));
        } else if (isNull(node)) {
            refuse(
                    path,
                    origin,
                    "'" + path + "' has no value; write one (" + key.type().name() + ") or remove the key");
        } else if (!scalar.getTag().getValue().startsWith(Tag.PREFIX)) {
            refuse(path, origin, "'" + path + "' has the tag " + scalar.getTag() + ", which means nothing here");
        } else {
            settings.put(path, key.type(), scalar.getValue(), origin, problems);
        }
    }

    /** Whether names of any depth may follow, as they do below {@code kafka}. */
    private static boolean isOpen(Optional<Key> key) {
        return key.isPresent() && key.get().segments().contains(Key.REST);
    }

    private void refuse(String path, Origin.Line origin, String message) {
        settings.refuse(path, new Problem(origin, message), problems);
    }

    private Origin.Line origin(Node node) {
        return YamlDocument.origin(file, node.getStartMark());
    }

    private static String join(String parent, String name) {
        return parent.isEmpty() ? name : parent + "." + name;
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static String kind(Node node) {
        return switch (node.getNodeType()) {
            case MAPPING -> "a mapping";
            case SEQUENCE -> "a list";
            default -> isNull(node) ? "an empty value" : "a single value";
        };
    }
}
