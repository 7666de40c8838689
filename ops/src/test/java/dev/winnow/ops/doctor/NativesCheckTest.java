package dev.winnow.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.model.engine.Cuda;
import org.junit.jupiter.api.Test;

class NativesCheckTest {
    @Test
    void shouldSayWhichGpuComputes() {
        assertThat(NativesCheck.gpu(new Cuda(true, true, 1, true, 86)))
                .isEqualTo(Finding.ok("libtorch computes on a GPU of compute capability 8.6"));
    }

    @Test
    void shouldComplainOfAGpuThatIsAskedForAndMissing() {
        assertThat(NativesCheck.gpu(new Cuda(false, false, 0, false, 0)))
                .isEqualTo(Finding.problem(
                        "engine.device cuda: this machine has no NVIDIA driver", "set engine.device to auto or cpu"));
    }
}
