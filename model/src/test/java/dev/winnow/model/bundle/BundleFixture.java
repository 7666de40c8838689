package dev.winnow.model.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.encoder.LinearHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A small bundle and ways to damage it. */
final class BundleFixture {
    private static final ObjectMapper JSON = new ObjectMapper();

    private BundleFixture() {}

    static BundleContents contents() {
        return contents("seasons", List.of("summer", "winter"));
    }

    static BundleContents contents(String name, List<String> labels) {
        int classes = labels.size();
        float[] weight = new float[classes * 4];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = i / 8f;
        }
        return new BundleContents(
                name,
                "1.2.0",
                labels,
                64,
                new LinearHead(classes, 4, weight, new float[classes]),
                "0".repeat(64),
                Optional.empty(),
                new TrainingInfo("probe", "weather", 12, Map.of("l2", "0.1"), Map.of("test.accuracy", 0.75)),
                "# seasons\n");
    }

    /** Writes the bundle into the folder and changes its manifest. */
    static Path withManifest(Path folder, Consumer<ObjectNode> change) throws IOException {
        BundleWriter.write(folder, contents());
        Path file = folder.resolve(BundleManifest.FILE);
        ObjectNode manifest = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
        change.accept(manifest);
        JSON.writeValue(file.toFile(), manifest);
        return folder;
    }
}
