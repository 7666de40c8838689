package dev.winnow.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.stream.Launch;
import dev.winnow.topology.config.Guarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The model itself misbehaves, in all processes. */
class ModelFaultTest extends FaultTest {
    /** Below the nap of the model. */
    private static final String POLL_INTERVAL = "5000";

    @Test
    void shouldDivideBatchesThatFail() throws IOException {
        Launch launch = disturbed(Mood.FAILING);
        try (Trial trial = Trial.of("model fails 2 % of batches", launch, folder)) {
            // When
            trial.begin();
            Files.createFile(signal());
            trial.awaitProgress();
            Toll toll = trial.finish();
            long refused = trial.fleet().count(Mood.REFUSED);
            trial.note("batchesRefused", refused);
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, toll.deadLetters());
            assertThat(refused).isPositive();
            // Only a document that was alone when the model failed can be blamed.
            assertThat(toll.deadLetters()).isLessThan(Trial.DOCUMENTS / 100);
        }
    }

    @Test
    void shouldOutliveAModelThatIsSlowerThanThePollInterval() throws IOException {
        Launch launch = disturbed(Mood.SLOW).with("kafka.consumer.max.poll.interval.ms", POLL_INTERVAL);
        try (Trial trial = Trial.of("model slower than max.poll.interval", launch, folder)) {
            // When
            trial.begin();
            Files.createFile(signal());
            trial.awaitProgress();
            Trial.await().until(() -> trial.fleet().saying(Mood.SLEEPS) == Trial.PROCESSES);
            Toll toll = trial.finish();
            long thrownOut = trial.fleet().saying("consumer poll timeout has expired");
            trial.note("processesThrownOut", thrownOut);
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, 0);
            assertThat(thrownOut).isPositive();
        }
    }

    private Path signal() {
        return folder.resolve("signal");
    }

    private Launch disturbed(Mood mood) {
        return program(Guarantee.EXACTLY_ONCE)
                .with(DisturbedModelMain.class)
                .withJvm(
                        "-D" + DisturbedModelMain.MOOD + "=" + mood, "-D" + DisturbedModelMain.SIGNAL + "=" + signal());
    }
}
