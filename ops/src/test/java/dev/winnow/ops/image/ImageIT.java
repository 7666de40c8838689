package dev.winnow.ops.image;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.testcontainers.junit.jupiter.Testcontainers;

/** The image alone: what is in it and what it needs, which is nothing. */
@Testcontainers(disabledWithoutDocker = true)
class ImageIT {
    /** The least a container gets: no network, nothing to write on but {@code /tmp}, where nothing may run, no privileges. */
    private static final List<String> LOCKED_DOWN = List.of(
            "run", "--rm", "--network=none", "--read-only", "--tmpfs=/tmp:noexec", "--cap-drop=ALL", "--memory=2g");

    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dll|dylib|jnilib)(\\.[0-9]+)*");

    @Test
    void shouldClassifyWithoutNetworkOnAReadOnlyFileSystem() throws IOException {
        // Given
        String image = WinnowImage.name();

        // When
        Command.Outcome outcome = lockedDown(image, "classify", "--json", "--bundle", "topics", "Shares rose today");

        // Then
        JsonNode result = new ObjectMapper().readTree(outcome.require());
        assertThat(result.path("label").asText()).isEqualTo("Business");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void shouldPassTheExitCodeOn() {
        // Given
        String image = WinnowImage.name();

        // When
        Command.Outcome outcome = lockedDown(image, "run", "--set", "batch.linger=soon");

        // Then
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("batch.linger");
    }

    @Test
    void shouldRunAsAnOrdinaryUser() {
        // Given
        String image = WinnowImage.name();

        // When
        String user = Command.docker()
                .run("image", "inspect", "--format", "{{.Config.User}}", image)
                .require();

        // Then
        assertThat(user.strip()).matches("[1-9][0-9]*:[1-9][0-9]*");
    }

    @Test
    void shouldHoldNativesAsFilesOnlyAndForLinuxOnly() throws IOException {
        // Given
        WinnowImage.name();

        // When
        List<String> inJars = files().filter(file -> file.toString().endsWith(".jar"))
                .flatMap(jar -> entries(jar).map(entry -> jar.getFileName() + "!" + entry))
                .filter(entry -> NATIVE.matcher(entry).matches())
                .toList();
        var asFiles = files().filter(file -> NATIVE.matcher(file.toString()).matches())
                .collect(toMap(file -> file.getFileName().toString(), ImageIT::magic));

        // Then
        assertThat(inJars).isEmpty();
        assertThat(asFiles).containsKeys("libtorch_cpu.so", "libdjl_torch.so", "libtokenizers.so");
        assertThat(asFiles.values()).containsOnly("ELF");
    }

    private static Command.Outcome lockedDown(String image, String... arguments) {
        return Command.docker()
                .run(Stream.of(LOCKED_DOWN.stream(), Stream.of(image), Stream.of(arguments))
                        .flatMap(part -> part)
                        .toArray(String[]::new));
    }

    private static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(WinnowImage.STAGED)) {
            return all.filter(Files::isRegularFile).toList().stream();
        }
    }

    private static Stream<String> entries(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String magic(Path file) {
        try (var bytes = Files.newInputStream(file)) {
            return new String(bytes.readNBytes(4), StandardCharsets.ISO_8859_1).substring(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
