package dev.winnow.model.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ai.djl.engine.EngineException;
import org.junit.jupiter.api.Test;

/** As far as libtorch for processors comes, which has no streams. */
class GpuStreamTest {
    @Test
    void shouldGoOnWhereLibtorchHasNoStreams() {
        assertThatCode(GpuStream::prepareThread).doesNotThrowAnyException();
    }

    @Test
    void shouldFailAtTheStreamAlone() {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> TorchScriptModule.load(new TorchScriptArchive("GpuStream"), GpuStream.SOURCE))
                .withMessageContaining("stream = __torch__.torch.classes.cuda.Stream.__new__");
    }

    @Test
    void shouldMakeObjectsAndCallOperatorsAsLibtorchReadsThem() {
        // Given: a class and an operator without a result that processors have
        String source = GpuStream.SOURCE
                .replace("classes.cuda.Stream", "classes.profiling._ScriptProfile")
                .replace("(None, priority)", "()")
                .replace("ops.cuda.set_stream(stream)", "ops.aten.set_grad_enabled(False)");

        // When / Then
        assertThat(source).contains("_ScriptProfile.__new__", "__init__()", "set_grad_enabled");
        try (TorchScriptModule module = TorchScriptModule.load(new TorchScriptArchive("GpuStream"), source)) {
            assertThatCode(() -> module.call("take", 0)).doesNotThrowAnyException();
        }
    }
}
