package dev.winnow.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.winnow.model.encoder.Gpu;
import dev.winnow.model.encoder.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceChoiceTest {
    private static final Cuda COMPLETE = new Cuda(true, true, 1, true, 75);

    @ParameterizedTest
    @CsvSource({
        "false, false, 0, false, no NVIDIA driver",
        "true, false, 1, false, Maven profile 'cuda'",
        "true, true, 0, false, shows no GPU",
        "true, true, 2, false, came up without CUDA"
    })
    void shouldSayWhatIsMissing(boolean driver, boolean natives, int devices, boolean libtorch, String what) {
        // Given
        Cuda cuda = new Cuda(driver, natives, devices, libtorch, 0);

        // When / Then
        assertThatExceptionOfType(UnavailableEngineException.class)
                .isThrownBy(() -> DeviceChoice.CUDA.gpu(cuda))
                .withMessageStartingWith("device 'cuda': ")
                .withMessageContaining(what);
        assertThat(DeviceChoice.AUTO.gpu(cuda)).isEmpty();
    }

    @Test
    void shouldTakeTheGpuWhereNothingIsMissing() {
        assertThat(DeviceChoice.AUTO.gpu(COMPLETE)).contains(new Gpu(75));
        assertThat(DeviceChoice.CUDA.gpu(COMPLETE)).contains(new Gpu(75));
        assertThat(DeviceChoice.CPU.gpu(COMPLETE)).isEmpty();
    }

    @Test
    void shouldComputeInBrainFloatsFromAmpereOn() {
        assertThat(new Gpu(75).precisions()).containsExactlyInAnyOrder(Precision.FP32, Precision.FP16);
        assertThat(new Gpu(80).precisions()).containsExactlyInAnyOrder(Precision.FP32, Precision.FP16, Precision.BF16);
    }
}
