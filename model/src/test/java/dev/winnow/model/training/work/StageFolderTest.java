package dev.winnow.model.training.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.training.EpochRecord;
import dev.winnow.model.training.ValidationPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageFolderTest {
    private static final LoopProgress PROGRESS = new LoopProgress(
            17,
            2,
            7,
            new EpochSums(224, 0.1 + 0.2, 1.0 / 3),
            List.of(new EpochRecord(
                    1, 0.7, 0.6, List.of(new ValidationPoint(-1, 0.5, 0.69, List.of(12.5, 11.0))), List.of(0.25))),
            1,
            12.5);

    @TempDir
    private Path parent;

    private WorkFolder work;
    private StageFolder stage;

    @BeforeEach
    void begin() {
        work = WorkFolder.beside(parent.resolve("bundle"));
        work.open("data", "encoder");
        stage = work.stage("reduce");
        stage.begin(Map.of("seed", "1"));
    }

    @Test
    void shouldGiveBackTheNewestCheckpointToTheLastBit() throws IOException {
        // Given
        stage.checkpoint(LoopProgress.start(), state(1));

        // When
        stage.checkpoint(PROGRESS, state(0.1f));

        // Then
        assertThat(work.stage("reduce").progress()).contains(PROGRESS);
        assertThat(work.stage("reduce").state().get("w").data()).containsExactly(0.1f, 0.2f);
        try (Stream<Path> files = Files.list(stage.path())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("checkpoint-000002", "settings.json");
        }
    }

    @Test
    void shouldNotTakeAnUnfinishedCheckpointForOne() throws IOException {
        // Given
        stage.checkpoint(PROGRESS, state(1));
        Path unfinished = Files.createDirectory(stage.path().resolve(".unfinished-1"));
        Files.writeString(unfinished.resolve("state.safetensors"), "cut off");

        // When
        stage.begin(Map.of("seed", "1"));

        // Then
        assertThat(stage.progress()).contains(PROGRESS);
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void shouldSayThatACheckpointIsDamaged() throws IOException {
        // Given
        stage.checkpoint(PROGRESS, state(1));
        Path file = stage.path().resolve("checkpoint-000001/state.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));

        // When, Then
        assertThatThrownBy(stage::state)
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("damaged")
                .hasMessageContaining("checkpoint-000001")
                .hasMessageContaining("--restart begins anew");
    }

    @Test
    void shouldSayThatTheProgressIsDamaged() throws IOException {
        // Given
        stage.checkpoint(PROGRESS, state(1));
        Files.writeString(stage.path().resolve("checkpoint-000001/progress.json"), "{\"step\": 17}");

        // When, Then
        assertThatThrownBy(stage::progress)
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("progress.json is damaged")
                .hasMessageContaining("--restart begins anew");
    }

    @Test
    void shouldNameTheSettingThatChanged() {
        assertThatThrownBy(() -> stage.begin(Map.of("seed", "2")))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("stage reduce with other settings: seed was 1 and is now 2");
    }

    @Test
    void shouldRefuseOtherDataAndAnotherEncoder() {
        assertThatThrownBy(() -> work.open("other", "encoder"))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("on other data");
        assertThatThrownBy(() -> work.open("data", "other"))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("another encoder");
    }

    @Test
    void shouldLeaveAFolderAloneThatIsNoWorkOfATraining() throws IOException {
        // Given
        WorkFolder other = WorkFolder.beside(parent.resolve("other"));
        Files.createDirectory(other.path());
        Path letter = Files.writeString(other.path().resolve("letter.txt"), "Dear all");

        // When
        other.delete();

        // Then
        assertThat(letter).hasContent("Dear all");
        assertThatThrownBy(() -> other.open("data", "encoder"))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("holds something else");
    }

    @Test
    void shouldKeepResultAndReportAloneWhenItEnds() {
        // Given
        stage.checkpoint(PROGRESS, state(1));

        // When
        stage.finish(state(3), new EpochSums(1, 2, 3));

        // Then
        assertThat(stage.isDone()).isTrue();
        assertThat(stage.progress()).isEmpty();
        assertThat(stage.result().get("w").data()).containsExactly(3, 6);
        assertThat(stage.report(EpochSums.class)).isEqualTo(new EpochSums(1, 2, 3));
    }

    private static Map<String, FloatTensor> state(float value) {
        return Map.of("w", new FloatTensor(new long[] {2}, new float[] {value, 2 * value}));
    }
}
