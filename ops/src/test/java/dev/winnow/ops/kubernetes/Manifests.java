package dev.winnow.ops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.config.ConfigSources;
import dev.winnow.ops.config.EffectiveConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Resources of {@code ops/kubernetes}, as a cluster would get them. Each kustomization is built once. */
final class Manifests {
    static final Path ROOT = Path.of("kubernetes");

    /** Overlays that exist for a test alone; a kustomization names others by a relative path only. */
    private static final Path SCRATCH = Path.of("target", "kubernetes");

    private static final StrictReader READER = new StrictReader();
    private static final Map<Path, Manifests> KNOWN = new HashMap<>();

    private final List<Map<String, Object>> resources;

    private Manifests(List<Map<String, Object>> resources) {
        this.resources = resources;
    }

    /** Of a folder of {@code ops/kubernetes}. */
    static Manifests of(String folder) throws IOException {
        return of(ROOT.resolve(folder));
    }

    private static synchronized Manifests of(Path folder) throws IOException {
        if (!KNOWN.containsKey(folder)) {
            KNOWN.put(folder, new Manifests(Kustomization.resources(folder)));
        }
        return KNOWN.get(folder);
    }

    /** Of the base with components. */
    static Manifests with(String... components) throws IOException {
        Path folder = SCRATCH.resolve("base-" + String.join("-", components));
        Files.createDirectories(folder);
        Path root = folder.relativize(ROOT);
        List<String> lines = new ArrayList<>(List.of("resources:", "  - " + root.resolve("base"), "components:"));
        for (String component : components) {
            lines.add("  - " + root.resolve("components").resolve(component));
        }
        Files.write(folder.resolve("kustomization.yaml"), lines);
        return of(folder);
    }

    /** As they stand, before any type is known. */
    List<Map<String, Object>> raw() {
        return resources;
    }

    /** The only one of its kind, as it stands. */
    Map<String, Object> raw(String kind) {
        return resources.stream()
                .filter(resource -> resource.get("kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    <T> List<T> all(Class<T> type) {
        return resources.stream()
                .filter(resource -> resource.get("kind").equals(type.getSimpleName()))
                .map(resource -> READER.read(resource, type))
                .toList();
    }

    <T> T one(Class<T> type) {
        List<T> found = all(type);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    /** What a file of the folder says to Winnow, with a secret for each variable of that name. */
    static WinnowConfig config(String file, String... variables) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables) {
            environment.put(variable, "secret");
        }
        ConfigSources sources = new ConfigSources(Optional.of(ROOT.resolve(file)), environment, List.of());
        return EffectiveConfig.load(WinnowConfig.defaults(), sources).value();
    }
}
