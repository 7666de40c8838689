package dev.winnow.ops.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.stream.Launch;
import dev.winnow.topology.config.Guarantee;
import org.junit.jupiter.api.Test;

/** One process after another goes over to a new version of the bundle, under load. */
class RollingUpgradeTest extends FaultTest {

    @Test
    void shouldGoOverToANewBundleUnderLoad() {
        Launch old = program(Guarantee.EXACTLY_ONCE);
        Launch fresh = old.with("pipelines.0.bundle", bundle("2.0.0")).with("application.rolling-upgrade", "true");
        try (Trial trial = Trial.of("rolling upgrade of the bundle", old, folder)) {
            // When
            trial.begin();
            for (int process = 1; process <= Trial.PROCESSES; process++) {
                trial.awaitProgress();
                trial.fleet().stopOldest();
                trial.fleet().start(fresh);
                trial.awaitMembers();
            }
            trial.awaitProgress();
            Toll toll = trial.finish();
            trial.note("resultsByVersion", toll.versions());
            trial.write(toll);

            // Then
            Trial.assertExactlyOnce(toll, 0);
            assertThat(toll.versions()).containsOnlyKeys("1.0.0", "2.0.0");
            assertThat(toll.latestVersions())
                    .as("of the last result of each key")
                    .containsExactly("2.0.0");
        }
    }
}
