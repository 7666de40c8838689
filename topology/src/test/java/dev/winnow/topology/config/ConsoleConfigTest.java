package dev.winnow.topology.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleConfigTest {

    @Test
    void shouldReadAddresses() {
        // When
        ConsoleConfig config = new ConsoleConfig(true, false, "http://10.0.0.7:9464, https://winnow.example.org,");

        // Then
        assertThat(config.addresses())
                .containsExactly(URI.create("http://10.0.0.7:9464"), URI.create("https://winnow.example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7:9464", "file:///etc/passwd", "http://host/path?x=1", "http://user@host"})
    void shouldRefuseWhatIsNoInstance(String address) {
        // When / Then
        assertThatThrownBy(() -> new ConsoleConfig(true, false, address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("instances");
    }

    @Test
    void shouldNeedAnAddressToBeServedAt() {
        // When / Then
        assertThatThrownBy(() -> WinnowConfig.defaults().toBuilder()
                        .console(new ConsoleConfig(true, false, ""))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("management.listen");
    }
}
