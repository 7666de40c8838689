package dev.winnow.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.stream.Launch;
import dev.winnow.ops.stream.WinnowProcess;
import dev.winnow.topology.config.Guarantee;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/**
 * The disk of the state folder and of all temporary files is full. A running process keeps nothing there and has to go on.
 * One that starts unpacks its encoder: it has to say what is wrong and end, and the others take over.
 */
class FullDiskTest extends FaultTest {
    private static final String FULL = "No space left on device";

    @Test
    void shouldGoOnWithoutTheDisk() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(Files.createTempDirectory("winnow-small-disk-"))) {
            Launch launch = program(Guarantee.EXACTLY_ONCE).withJvm("-Djava.io.tmpdir=" + disk.path());
            try (Trial trial = Trial.of("disk of the state folder full", launch, folder)) {
                // When
                trial.begin();
                disk.fill();
                trial.awaitProgress();
                trial.fleet().killOldest();
                trial.awaitMembers();
                WinnowProcess newcomer = WinnowProcess.start(trial.stream(), launch, folder);
                int status = newcomer.awaitEnd();
                trial.awaitProgress();
                disk.clear();
                trial.fleet().start(launch);
                trial.awaitMembers();
                trial.note("startsOnTheFullDisk", 1);
                Toll toll = trial.finish();
                trial.write(toll);

                // Then
                Trial.assertExactlyOnce(toll, 0);
                assertThat(status).isEqualTo(1);
                assertThat(newcomer.words()).contains("winnow: ", FULL).doesNotContain("\tat ");
                assertThat(trial.fleet().saying(FULL)).isZero();
            }
        }
    }
}
