package dev.winnow.topology.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.preflight.StartupException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinnowAppTest {

    private static WinnowConfig config(Map<String, String> kafka) {
        WinnowConfig defaults = WinnowConfig.defaults();
        return defaults.toBuilder().kafka(kafka).build();
    }

    @Test
    void shouldSayThatNoBrokerAnswers() {
        // Given
        Map<String, String> nobody = Map.of(
                "bootstrap.servers", "localhost:1", "default.api.timeout.ms", "300", "request.timeout.ms", "200");
        WinnowApp app = new WinnowApp(config(nobody), pipeline -> {
            throw new AssertionError("no model is loaded before the broker answers");
        });

        // When / Then
        assertThatThrownBy(app::start)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("no Kafka broker answers at localhost:1");
        app.close();
        assertThat(app.totals().documents()).isZero();
    }

    @Test
    void shouldRefuseDangerousSettingsBeforeAnythingElse() {
        // Given
        WinnowApp app = new WinnowApp(config(Map.of("enable.auto.commit", "true")), pipeline -> null);

        // When / Then
        assertThatThrownBy(app::start)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("kafka.enable.auto.commit cannot be set");
    }
}
