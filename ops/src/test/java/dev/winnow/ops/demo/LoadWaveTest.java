package dev.winnow.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadWaveTest {

    @Test
    void shouldBeCalmMostOfTheTimeAndTooMuchForTheFullEncoderNowAndThen() {
        // When
        double[] shares = IntStream.range(0, 240).mapToDouble(LoadWave::at).toArray();

        // Then
        assertThat(Arrays.stream(shares).boxed()).allMatch(share -> share > 0.2 && share < 2);
        long bursts = IntStream.range(0, 240).filter(s -> shares[s] > 1).count();
        assertThat(bursts).isEqualTo(60);
    }
}
