package dev.winnow.ops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A folder with a {@code kustomization.yaml}: built where kubectl is there, else read file by file, without patches. */
final class Kustomization {

    private static final boolean BUILDS = canBuild();

    private Kustomization() {}

    /** Whether this machine can build one. */
    static boolean canBuild() {
        try {
            return new ProcessBuilder("kubectl", "kustomize", "--help")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    static List<Map<String, Object>> resources(Path folder) throws IOException {
        return BUILDS ? mappings(build(folder)) : files(folder);
    }

    private static List<Map<String, Object>> files(Path folder) throws IOException {
        List<Map<String, Object>> resources = new ArrayList<>();
        for (Path path : named(folder, "resources")) {
            resources.addAll(Files.isDirectory(path) ? files(path) : mappings(Files.readString(path)));
        }
        for (Path path : named(folder, "components")) {
            resources.addAll(files(path));
        }
        return resources;
    }

    private static List<Path> named(Path folder, String key) throws IOException {
        return entries(folder, key)
                .map(entry -> folder.resolve(entry.toString()).normalize())
                .toList();
    }

    private static Stream<?> entries(Path folder, String key) throws IOException {
        Map<String, Object> content =
                mappings(Files.readString(folder.resolve("kustomization.yaml"))).get(0);
        return content.get(key) instanceof List<?> list ? list.stream() : Stream.of();
    }

    /** Documents of the files that a kustomization patches with: a part of a resource each, or a list of operations. */
    static List<Object> patches(Path folder) throws IOException {
        List<Object> patches = new ArrayList<>();
        for (Object patch : entries(folder, "patches").toList()) {
            String file = ((Map<?, ?>) patch).get("path").toString();
            documents(Files.readString(folder.resolve(file))).forEach(patches::add);
        }
        return patches;
    }

    private static String build(Path folder) throws IOException {
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream out = kubectl.getInputStream()) {
            String built = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(kubectl.onExit().join().exitValue()).as(built).isZero();
            return built;
        }
    }

    /** All folders below that hold one. */
    static List<Path> folders(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> path.endsWith("kustomization.yaml"))
                    .map(Path::getParent)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked") // a manifest is a mapping with texts for keys
    static List<Map<String, Object>> mappings(String yaml) {
        return documents(yaml).map(document -> (Map<String, Object>) document).toList();
    }

    private static Stream<Object> documents(String yaml) {
        Load load = new Load(LoadSettings.builder().build());
        return StreamSupport.stream(load.loadAllFromString(yaml).spliterator(), false);
    }
}
