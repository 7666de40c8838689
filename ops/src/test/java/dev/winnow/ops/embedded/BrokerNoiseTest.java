package dev.winnow.ops.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Runs with the log configuration of the program, and not with that of the tests. */
class BrokerNoiseTest {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private void configure(String resource) throws Exception {
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(getClass().getResource(resource)));
    }

    @BeforeEach
    void useProgramConfiguration() throws Exception {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        configure("/logback.xml");
    }

    @AfterEach
    void useTestConfiguration() throws Exception {
        System.setErr(stderr);
        configure("/logback-test.xml");
    }

    @Test
    void shouldDropTheRoutineWarningsAndKeepTheOthers() {
        // Given
        Logger network = context.getLogger("org.apache.kafka.clients.NetworkClient");

        // When
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            broker.stop();
            broker.restart();
        }
        network.warn("Connection to node 1 could not be established.");

        // Then
        assertThat(network.getEffectiveLevel()).isEqualTo(Level.WARN);
        assertThat(written.toString(StandardCharsets.UTF_8))
                .contains("could not be established")
                .doesNotContain("controller activation", "already been closed");
    }
}
