package dev.winnow.ops.image;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.testcontainers.DockerClientFactory;

/**
 * Tests with containers are skipped where Testcontainers finds none, for whatever reason. Where a build says that there is an
 * engine, that reason is a fault, and this test tells it.
 */
@EnabledIfEnvironmentVariable(named = "WINNOW_CONTAINERS", matches = "required")
class ContainersIT {

    @Test
    void shouldReachTheEngineThatThereIs() {
        assertThatCode(() -> DockerClientFactory.instance().client()).doesNotThrowAnyException();
    }
}
