package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.terminal.Terminal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class StageOptionsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    probe    | --seed 7              | --seed (an option of finetune, reduce)
                    probe    | --bf16                | --bf16 (an option of finetune, saliency, reduce)
                    probe    | --restart             | --restart (an option of
                    finetune | --epochs 2 --phi 0.5  | --phi (an option of reduce)
                    finetune | --reduce-epochs 2     | --reduce-epochs (an option of reduce)
                    saliency | --batch 8             | --batch (an option of finetune, reduce)
                    reduce   | --learning-rate 0.001 | --learning-rate (an option of finetune)
                    """)
    void shouldRefuseWhatConcernsNoStageThatRuns(String stage, String options, String complaint) {
        // When: the data is not looked at
        Cli result = train(stage, options);

        // Then
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).startsWith("winnow: --stage " + stage + " has no use for " + complaint);
    }

    @Test
    void shouldNameAllOfThem() {
        // When
        Cli result = train("probe", "--patience 2 --epochs 3");

        // Then
        assertThat(result.err().lines().findFirst().orElseThrow())
                .contains("--epochs (an option of finetune); --patience (an option of finetune)");
    }

    @ParameterizedTest
    @CsvSource({"all,--epochs 2 --phi 0.5 --seed 7", "reduce,--reduce-epochs 2 --max-tokens 64", "saliency,--bf16"})
    void shouldLetOptionsOfTheStagesThatRunPass(String stage, String options) {
        // When: the folder of the data is the next thing that is wrong
        Cli result = train(stage, options);

        // Then
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err()).contains("no/such/folder is not a folder");
    }

    @Test
    void shouldKnowEveryTrainingOption() {
        // Given
        List<String> options = CommandSpec.forAnnotatedObject(new TrainingOptions()).options().stream()
                .map(OptionSpec::longestName)
                .toList();

        // When, Then
        assertThat(StageOptions.STAGES).containsKeys(options.toArray(String[]::new));
        assertThat(CommandSpec.forAnnotatedObject(new TrainCommand(Terminal.PIPED))
                        .optionsMap())
                .containsKeys(StageOptions.STAGES.keySet().toArray(String[]::new));
    }

    private static Cli train(String stage, String options) {
        return Cli.run(Stream.concat(
                        Stream.of("train", "--data", "no/such/folder", "--out", "no/such/out", "--stage", stage),
                        Arrays.stream(options.split(" ", -1)))
                .toArray(String[]::new));
    }
}
