package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.training.work.WorkFolder;
import dev.winnow.model.training.work.WorkLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir
    private Path folder;

    private String data;
    private Path bundle;

    @BeforeEach
    void writeData() throws IOException {
        data = TinyData.write(Files.createDirectory(folder.resolve("tiny"))).toString();
        bundle = folder.resolve("out");
    }

    @Test
    void shouldTrainAllStagesAndLeaveTheBundleAlone() {
        // When
        Cli result = train("--epochs", "1", "--reduce-epochs", "1", "--batch", "8");

        // Then
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("Trained on 16 documents of tiny", "Stage finetune: 2 steps", "Stage reduce: 2 steps")
                .contains("Written to " + bundle);
        assertThat(result.err())
                .contains("finetune: 2 of 2 (100 %), epoch 1/1, loss", "docs/s", "reduce: epoch 1, loss")
                .contains("saliency: 16 of 16 (100 %)");
        assertThat(Bundle.open(bundle).reduction()).isPresent();
        assertThat(Bundle.open(bundle).precisions()).as("what int8 needs").isPresent();
        assertThat(Bundle.open(bundle).modelCard())
                .contains("### Fine-tuning", "### Token reduction", "threshold η of each layer", "### test");
        assertThat(folder.resolve("out.training")).doesNotExist();
    }

    @Test
    void shouldKeepTheWorkOfAStageForTheNextOne() {
        // When
        Cli finetune = train("--stage", "finetune", "--epochs", "1");
        Cli other = train("--stage", "finetune", "--epochs", "2");

        // Then
        assertThat(finetune.exitCode()).as(finetune.err()).isZero();
        assertThat(Bundle.open(bundle).reduction()).isEmpty();
        assertThat(Bundle.open(bundle).precisions()).as("what int8 needs").isPresent();
        assertThat(finetune.out()).contains("What later stages need is in " + folder.resolve("out.training"));
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("epochs was 1 and is now 2", "--restart");
    }

    @Test
    void shouldSayWhichStageMustComeFirst() {
        // When
        Cli result = train("--stage", "reduce");

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("winnow: stage reduce needs what stage saliency leaves");
    }

    @Test
    void shouldRefuseSettingsThatMakeNoSense() {
        // When
        Cli result = train("--batch", "0");

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("winnow: batch must be 1 to 1024, not 0");
    }

    @Test
    void shouldTouchNothingWhileAnotherTrainingIsAtWork() throws IOException {
        // Given: the work of the other one
        Path run = Files.createDirectories(folder.resolve("out.training")).resolve("run.json");
        Files.writeString(run, "{}");

        // When
        Cli result;
        try (WorkLock other = WorkFolder.beside(bundle).lock()) {
            assertThat(other).isNotNull();
            result = train("--restart");
        }

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).startsWith("winnow: another training is at work in " + folder.resolve("out.training"));
        assertThat(run).hasContent("{}");
        assertThat(folder).isDirectoryNotContaining("glob:**.lock");
    }

    private Cli train(String... options) {
        String[] arguments = new String[options.length + 5];
        System.arraycopy(new String[] {"train", "--data", data, "--out", bundle.toString()}, 0, arguments, 0, 5);
        System.arraycopy(options, 0, arguments, 5, options.length);
        return Cli.run(arguments);
    }
}
