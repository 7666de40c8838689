package dev.winnow.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class BundleWriterTest {
    @TempDir
    private Path parent;

    @Test
    void shouldReplaceAnOlderBundleAndLeaveNothingElseBehind() throws IOException {
        // Given
        Path folder = parent.resolve("b");
        BundleWriter.write(folder, BundleFixture.contents());
        Files.writeString(folder.resolve("stray.txt"), "from before");

        // When
        BundleWriter.write(folder, BundleFixture.contents("newer", List.of("a", "b", "c")));

        // Then
        assertThat(Bundle.open(folder).manifest().name()).isEqualTo("newer");
        assertThat(names(folder)).containsExactly("MODEL_CARD.md", "bundle.json", "head.safetensors");
        assertThat(names(parent)).containsExactly("b");
    }

    @Test
    void shouldGiveTheSameBytesForTheSameContents() throws IOException {
        // When
        BundleWriter.write(parent.resolve("one"), BundleFixture.contents());
        BundleWriter.write(parent.resolve("two"), BundleFixture.contents());

        // Then
        for (String name : names(parent.resolve("one"))) {
            assertThat(parent.resolve("one").resolve(name))
                    .hasSameBinaryContentAs(parent.resolve("two").resolve(name));
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldLetReadWhoMayReadAnyOtherFolder() throws IOException {
        // Given
        Path folder = parent.resolve("b");

        // When
        BundleWriter.write(folder, BundleFixture.contents());

        // Then
        assertThat(Files.getAttribute(folder, "unix:mode"))
                .isEqualTo(Files.getAttribute(Files.createDirectory(parent.resolve("other")), "unix:mode"));
    }

    @Test
    void shouldFillAnEmptyFolder() throws IOException {
        // Given
        Path folder = Files.createDirectory(parent.resolve("empty"));

        // When
        BundleWriter.write(folder, BundleFixture.contents());

        // Then
        assertThat(Bundle.open(folder).manifest().name()).isEqualTo("seasons");
    }

    @Test
    void shouldLeaveAFolderOfSomethingElseAlone() throws IOException {
        // Given
        Path folder = Files.createDirectory(parent.resolve("photos"));
        Files.writeString(folder.resolve("holiday.txt"), "precious");

        // When, Then
        assertThatThrownBy(() -> BundleWriter.write(folder, BundleFixture.contents()))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("holds something else than a bundle");
        assertThat(names(folder)).containsExactly("holiday.txt");
        assertThat(names(parent)).containsExactly("photos");
    }

    @Test
    void shouldRefuseAFileAsTarget() throws IOException {
        // Given
        Path file = Files.writeString(parent.resolve("file"), "content");

        // When, Then
        assertThatThrownBy(() -> BundleWriter.write(file, BundleFixture.contents()))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("it is not a folder of its own");
        assertThat(file).hasContent("content");
    }

    @Test
    void shouldLeaveTheOldBundleWhenWritingFails() throws IOException {
        // Given
        Path folder = parent.resolve("b");
        BundleWriter.write(folder, BundleFixture.contents());
        BundleContents contents = BundleFixture.contents("newer", List.of("a", "b"));
        BundleContents broken = new BundleContents(
                contents.name(),
                contents.version(),
                contents.labels(),
                contents.maxTokens(),
                contents.head(),
                contents.encoderSha256(),
                Optional.of(parent.resolve("no-such-checkpoint")),
                contents.training(),
                contents.modelCard());

        // When, Then
        assertThatThrownBy(() -> BundleWriter.write(folder, broken))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("no-such-checkpoint");
        assertThat(Bundle.open(folder).manifest().name()).isEqualTo("seasons");
        assertThat(names(parent)).containsExactly("b");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
