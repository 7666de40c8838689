package dev.winnow.ops.top;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.44, 0.4",
        "9.97, 10",
        "312.4, 312",
        "999.4, 999",
        "999.6, 1.0k",
        "1300, 1.3k",
        "12345, 12k",
        "4500000, 4.5M",
        "NaN, -"
    })
    void shouldSayFiguresInFiveCharacters(double value, String text) {
        assertThat(Amount.of(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0ms",
        "340.4, 340ms",
        "2400, 2.4s",
        "17000, 17s",
        "59999, 60s",
        "300000, 5m",
        "10800000, 3h",
        "172800000, 2d",
        "NaN, -"
    })
    void shouldSayTimesInFiveCharacters(double millis, String text) {
        assertThat(Amount.time(millis)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"-1, -1", "0.25, 0.25", "-0.5127, -0.513", "0.00004, 0", "-0.00004, 0"})
    void shouldSayOffsetsInSixCharacters(double offset, String text) {
        assertThat(Amount.offset(offset)).isEqualTo(text);
    }
}
