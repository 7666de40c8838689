package dev.winnow.model.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.checkpoint.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void nameFolder() {
        folder = parent.resolve("seasons");
    }

    @Test
    void shouldReadBackWhatWasWritten() {
        // Given
        BundleContents contents = BundleFixture.contents();

        // When
        BundleWriter.write(folder, contents);
        Bundle bundle = Bundle.open(folder.toString());

        // Then
        BundleManifest manifest = bundle.manifest();
        assertThat(manifest.name()).isEqualTo("seasons");
        assertThat(manifest.version()).isEqualTo("1.2.0");
        assertThat(manifest.labels()).containsExactly("summer", "winter");
        assertThat(manifest.maxTokens()).isEqualTo(64);
        assertThat(manifest.encoder()).isEqualTo(new EncoderSource.Base("all-MiniLM-L6-v2", "0".repeat(64)));
        assertThat(manifest.training()).isEqualTo(contents.training());
        assertThat(bundle.head().weight()).containsExactly(contents.head().weight());
        assertThat(bundle.head().bias()).containsExactly(contents.head().bias());
        assertThat(bundle.modelCard()).isEqualTo("# seasons\n");
    }

    @Test
    void shouldRefuseAHeadThatWasCutShort() throws IOException {
        // Given
        BundleWriter.write(folder, BundleFixture.contents());
        Path head = folder.resolve("head.safetensors");
        byte[] whole = Files.readAllBytes(head);
        Files.write(head, Arrays.copyOf(whole, whole.length - 5));

        // When, Then
        assertRefused("file head.safetensors: it has " + (whole.length - 5) + " bytes", "copy the bundle again");
    }

    @Test
    void shouldRefuseAHeadWithOneBitChanged() throws IOException {
        // Given
        BundleWriter.write(folder, BundleFixture.contents());
        Path head = folder.resolve("head.safetensors");
        byte[] bytes = Files.readAllBytes(head);
        bytes[bytes.length - 1] ^= 1;
        Files.write(head, bytes);

        // When, Then
        assertRefused("file head.safetensors", "damaged, cut short or edited");
    }

    @Test
    void shouldRefuseAHeadThatIsNoTensorFileEvenWithTheRightChecksum() throws IOException {
        // Given
        BundleFixture.withManifest(
                folder,
                manifest -> checksum(manifest, "head.safetensors", "nonsense".getBytes(StandardCharsets.UTF_8)));
        Files.write(folder.resolve("head.safetensors"), "nonsense".getBytes(StandardCharsets.UTF_8));

        // When, Then
        assertRefused("file head.safetensors: ");
    }

    @Test
    void shouldRefuseAMissingFile() throws IOException {
        // Given
        BundleWriter.write(folder, BundleFixture.contents());
        Files.delete(folder.resolve("MODEL_CARD.md"));

        // When, Then
        assertRefused("file MODEL_CARD.md: the file is missing");
    }

    @Test
    void shouldRefuseAManifestThatIsNotJson() throws IOException {
        // Given
        BundleWriter.write(folder, BundleFixture.contents());
        Files.writeString(folder.resolve("bundle.json"), "{\"formatVersion\": 1, \"na");

        // When, Then
        assertRefused("file bundle.json: it is not valid JSON");
    }

    @Test
    void shouldRefuseANewerFormat() throws IOException {
        BundleFixture.withManifest(folder, manifest -> manifest.put("formatVersion", 3));

        assertRefused("formatVersion is 3, this Winnow reads up to 2", "use a newer Winnow");
    }

    @Test
    void shouldReadTheFirstFormat() throws IOException {
        // Given
        BundleFixture.withManifest(folder, manifest -> manifest.put("formatVersion", 1));

        // When
        Bundle bundle = Bundle.open(folder);

        // Then
        assertThat(bundle.manifest().name()).isEqualTo("seasons");
        assertThat(bundle.reduction()).isEmpty();
        assertThat(bundle.calibration()).isEmpty();
    }

    @Test
    void shouldRefuseAnotherArchitecture() throws IOException {
        BundleFixture.withManifest(folder, manifest -> manifest.put("architecture", "roberta-linear"));

        assertRefused("architecture 'roberta-linear' is not known here");
    }

    @Test
    void shouldRefuseLabelsThatDoNotFitTheHead() throws IOException {
        BundleFixture.withManifest(
                folder, manifest -> manifest.withArray("labels").add("spring"));

        assertRefused("weight [2, 4] and bias [2] do not fit the 3 labels");
    }

    @Test
    void shouldRefuseTwoEqualLabels() throws IOException {
        BundleFixture.withManifest(
                folder, manifest -> manifest.putArray("labels").add("summer").add("summer"));

        assertRefused("labels must all differ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"name", "version", "architecture", "labels", "maxTokens", "encoder", "head", "files", "training"
            })
    void shouldNameAMissingField(String field) throws IOException {
        BundleFixture.withManifest(folder, manifest -> manifest.remove(field));

        assertRefused("the field '" + field + "' is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "labels", "maxTokens", "head", "files", "encoder"})
    void shouldNameAFieldOfTheWrongType(String field) throws IOException {
        BundleFixture.withManifest(folder, manifest -> manifest.put(field, true));

        assertRefused("file bundle.json: the field '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret", "/etc/hosts", "a/../../b", "a//b", "..\\secret", "c:secret", "./head", ""})
    void shouldRefuseFileNamesThatLeadElsewhere(String name) throws IOException {
        Consumer<ObjectNode> listed = manifest -> checksum(manifest, name, new byte[0]);
        BundleFixture.withManifest(folder, listed.andThen(manifest -> manifest.put("head", name)));

        assertRefused("the file name '" + name + "' is not allowed");
    }

    @Test
    void shouldRefuseALinkThatLeadsOutOfTheBundle() throws IOException {
        // Given
        Path outside = Files.writeString(parent.resolve("outside.txt"), "private");
        BundleFixture.withManifest(
                folder, manifest -> checksum(manifest, "MODEL_CARD.md", "private".getBytes(StandardCharsets.UTF_8)));
        Files.delete(folder.resolve("MODEL_CARD.md"));
        Files.createSymbolicLink(folder.resolve("MODEL_CARD.md"), outside);

        // When, Then
        assertRefused("file MODEL_CARD.md: it cannot be read: it is a link that leads out of the bundle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"module.pt", "MODEL_CARD.md", "encoder/notes.txt"})
    void shouldRefuseAnArchiveWhateverItIsCalled(String name) throws IOException {
        // Given
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry("module/code/__torch__.py"));
        }
        BundleFixture.withManifest(folder, manifest -> {
            if (name.equals("MODEL_CARD.md")) {
                checksum(manifest, name, archive.toByteArray());
            }
        });
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), archive.toByteArray());

        // When, Then
        assertRefused("file " + name, "it is an archive");
    }

    @Test
    void shouldNotMindWhatItDoesNotList() throws IOException {
        // Given
        BundleWriter.write(folder, BundleFixture.contents());
        String before = Bundle.open(folder).modelCard();

        // When
        Files.writeString(folder.resolve("README.txt"), "for people");
        Files.createFile(folder.resolve("empty"));

        // Then
        assertThat(Bundle.open(folder).modelCard()).isEqualTo(before);
    }

    @Test
    void shouldSeeThatEverybodyMayReplaceIt() throws IOException {
        // Given
        BundleWriter.write(folder, BundleFixture.contents());
        FolderInspection inspection = new FolderInspection(folder);
        assertThat(inspection.isWritableByAll()).isFalse();

        // When
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

        // Then
        assertThat(inspection.isWritableByAll()).isTrue();
    }

    @Test
    void shouldRefuseAnUnlistedHead() throws IOException {
        BundleFixture.withManifest(folder, manifest -> manifest.put("head", "other.safetensors"));

        assertRefused("file other.safetensors: bundle.json lists no such file");
    }

    @Test
    void shouldRefuseOtherEncoderWeights() {
        // Given
        BundleWriter.write(folder, BundleFixture.contents());
        Bundle bundle = Bundle.open(folder);

        // When, Then
        assertThatThrownBy(bundle::checkpoint)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("its head was trained on encoder weights with SHA-256 " + "0".repeat(64));
    }

    @Test
    void shouldRefuseAnUnknownBaseEncoder() throws IOException {
        // Given
        BundleFixture.withManifest(
                folder, manifest -> ((ObjectNode) manifest.get("encoder")).put("base", "another-encoder"));
        Bundle bundle = Bundle.open(folder);

        // When, Then
        assertThatThrownBy(bundle::checkpoint)
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(
                        "unknown base encoder 'another-encoder'; this Winnow comes with 'all-MiniLM-L6-v2'");
    }

    @Test
    void shouldNameTheShippedBundlesForAnUnknownName() {
        assertThatThrownBy(() -> Bundle.open("moderatoin"))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("no bundle 'moderatoin'")
                .hasMessageEndingWith("moderation, topics");
    }

    @Test
    void shouldSayThatAFolderIsNoBundle() {
        assertThatThrownBy(() -> Bundle.open(parent.toString()))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("file bundle.json: the file is missing");
    }

    @Test
    void shouldOpenEveryShippedBundle() {
        for (String name : ShippedBundles.names()) {
            // When
            Bundle bundle = Bundle.open(name);

            // Then
            assertThat(bundle.manifest().name()).isEqualTo(name);
            assertThat(bundle.modelCard()).startsWith("# " + name);
            assertThat(bundle.checkpoint().sha256())
                    .isEqualTo(bundle.manifest().encoder().sha256());
        }
    }

    private void assertRefused(String... parts) {
        assertThatThrownBy(() -> Bundle.open(folder))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining(folder.toString())
                .message()
                .contains(List.of(parts));
    }

    private static void checksum(ObjectNode manifest, String name, byte[] content) {
        ((ObjectNode) manifest.get("files")).put(name, Sha256.of(content));
    }
}
