package dev.winnow.ops.management.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    @ParameterizedTest
    @CsvSource({
        "localhost:9464, true",
        "LOCALHOST:9464, true",
        "localhost, true",
        "127.0.0.1:9464, true",
        "[::1]:9464, true",
        "127.0.0.1:8000, true",
        "rebound.example:9464, false",
        "localhost.rebound.example:9464, false",
        "127.0.0.1.rebound.example, false",
        "10.0.0.7:9464, false",
        "'', false"
    })
    void shouldBeAskedByItsOwnNameOnLoopback(String host, boolean allowed) {
        // When / Then
        assertThat(Origins.of("127.0.0.1", "").allowsHost(host)).isEqualTo(allowed);
        assertThat(Origins.of("localhost", "").allowsHost(host)).isEqualTo(allowed);
        assertThat(Origins.of("0.0.0.0", "").allowsHost(host)).as("elsewhere").isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.2, 127.0.0.2:9464, true",
        "127.0.0.2, localhost:9464, true",
        "127.0.0.2, 127.0.0.3:9464, false",
        "127.0.0.1, 127.0.0.2:9464, false",
        "[0:0:0:0:0:0:0:1], [0:0:0:0:0:0:0:1]:9464, true"
    })
    void shouldBeAskedByTheNameItListensOn(String listen, String host, boolean allowed) {
        // When / Then
        assertThat(Origins.of(listen, "").isExposed()).isFalse();
        assertThat(Origins.of(listen, "").allowsHost(host)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // what a browser says: site, origin -> may it change something
                "-, -, true",
                "same-origin, http://localhost:9464, true",
                "-, http://localhost:9464, true",
                "-, http://localhost:3000, false",
                "same-site, http://localhost:3000, false",
                "cross-site, http://elsewhere.example, false",
                "cross-site, -, false",
                "none, -, false",
                "-, null, false",
                "-, https://localhost:9464, false",
                "same-origin, http://elsewhere.example, false"
            })
    void shouldTakeChangesFromItsOwnPagesAndFromPrograms(String site, String origin, boolean allowed) {
        // When / Then
        assertThat(Origins.of("127.0.0.1", "").allowsChange(site, origin, "localhost:9464"))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void shouldBeLinkedToButNotReadFromElsewhere(String site) {
        // Given
        Origins origins = Origins.of("127.0.0.1", "");

        // When / Then
        assertThat(origins.allowsFetch(site, "navigate", "GET")).isTrue();
        assertThat(origins.allowsFetch(site, "cors", "GET")).isFalse();
        assertThat(origins.allowsFetch(site, "no-cors", "GET")).isFalse();
        assertThat(origins.allowsFetch(site, "navigate", "POST")).isFalse();
        assertThat(origins.allowsFetch("same-origin", "cors", "GET")).isTrue();
    }

    @Test
    void shouldKnowItsNameBehindAProxy() {
        // Given
        Origins origins = Origins.of("127.0.0.1", "https://winnow.example.org");

        // When / Then
        assertThat(origins.isExposed()).isTrue();
        assertThat(origins.isSecure()).isTrue();
        assertThat(origins.allowsHost("winnow.example.org")).isTrue();
        assertThat(origins.allowsHost("localhost:9464")).isTrue();
        assertThat(origins.allowsHost("other.example.org")).isFalse();
        assertThat(origins.allowsChange("same-origin", "https://winnow.example.org", "localhost:9464"))
                .isTrue();
        assertThat(origins.allowsChange("same-origin", "http://winnow.example.org", "localhost:9464"))
                .isFalse();
    }
}
