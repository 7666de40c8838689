package dev.winnow.model.bundle;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.checkpoint.Safetensors;
import dev.winnow.model.checkpoint.TinyBert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A bundle whose encoder lies in its own folder, as a base for fine-tuned weights and reductions. */
final class TinyBundle {
    private TinyBundle() {}

    /** A checkpoint folder in Hugging Face layout. */
    static Path checkpointFolder(Path parent) throws IOException {
        Path source = Files.createDirectory(parent.resolve("tiny-bert"));
        Files.writeString(source.resolve("config.json"), TinyBert.configJson().toString());
        Files.write(source.resolve("model.safetensors"), Safetensors.write(TinyBert.weights(4)));
        Files.writeString(source.resolve("tokenizer.json"), "{\"note\": \"tokenizer\"}");
        return source;
    }

    static BundleContents contents(Path checkpointFolder) {
        BundleContents contents = BundleFixture.contents();
        return new BundleContents(
                contents.name(),
                contents.version(),
                contents.labels(),
                contents.maxTokens(),
                contents.head(),
                Checkpoint.open(checkpointFolder).sha256(),
                Optional.of(checkpointFolder),
                contents.training(),
                contents.modelCard());
    }
}
