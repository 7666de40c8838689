package dev.winnow.ops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What lies in {@code ops/kubernetes}, read as a cluster would get it. */
final class Manifests {
    static final Path ROOT = Path.of("kubernetes");

    private static final boolean BUILDS = canBuild();

    /** Each is built once: kubectl takes a second. */
    private static final Map<String, List<Map<String, Object>>> BUILT = new HashMap<>();

    private Manifests() {}

    /** Whether this machine can build a kustomization. */
    static boolean canBuild() {
        try {
            return new ProcessBuilder("kubectl", "kustomize", "--help")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The resources of a kustomization: built where kubectl is there, else those of its files, without patches. */
    static synchronized List<Map<String, Object>> resources(String kustomization)
            throws IOException, InterruptedException {
        if (!BUILT.containsKey(kustomization)) {
            Path folder = ROOT.resolve(kustomization);
            BUILT.put(kustomization, BUILDS ? documents(build(folder)) : files(folder));
        }
        return BUILT.get(kustomization);
    }

    private static List<Map<String, Object>> files(Path folder) throws IOException {
        List<Map<String, Object>> resources = new ArrayList<>();
        Map<String, Object> kustomization = documents(Files.readString(folder.resolve("kustomization.yaml")))
                .get(0);
        for (Object resource : (List<?>) kustomization.get("resources")) {
            Path path = folder.resolve(resource.toString());
            if (Files.isDirectory(path)) {
                resources.addAll(files(path));
            } else {
                resources.addAll(documents(Files.readString(path)));
            }
        }
        return resources;
    }

    private static String build(Path folder) throws IOException, InterruptedException {
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream out = kubectl.getInputStream()) {
            String built = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(kubectl.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(kubectl.exitValue()).as(built).isZero();
            return built;
        }
    }

    @SuppressWarnings("unchecked") // a manifest is a mapping with texts for keys
    static List<Map<String, Object>> documents(String yaml) {
        Load load = new Load(LoadSettings.builder().build());
        Stream<Object> documents =
                StreamSupport.stream(load.loadAllFromString(yaml).spliterator(), false);
        return documents.map(document -> (Map<String, Object>) document).toList();
    }
}
