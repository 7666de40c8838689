package dev.winnow.model.torchscript;

import ai.djl.engine.EngineException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream of its own for every thread that computes on the GPU, so that the copies of one batch run beside the kernels of
 * another.
 *
 * <p>DJL has no streams in its API, and its setting {@code ai.djl.pytorch.enable_cuda_stream} takes the next of 32 for every
 * call, each with memory that the others cannot use. TorchScript has them: the current stream belongs to the thread, so one call on a
 * thread is enough. The operators are in libtorch's CUDA library alone, which is why no machine without it can compile
 * this source; it was not run. Where libtorch refuses it, all threads share one stream: as right, with less at a time.
 */
final class GpuStream {
    private static final Logger LOG = LoggerFactory.getLogger(GpuStream.class);

    /** A stream out of libtorch's pool for the device of the thread becomes the thread's. */
    static final String SOURCE = """
            class GpuStream(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
              def take(self: __torch__.GpuStream, priority: int) -> int:
                stream = __torch__.torch.classes.cuda.Stream.__new__(__torch__.torch.classes.cuda.Stream)
                _0 = (stream).__init__(None, priority)
                _1 = ops.cuda.set_stream(stream)
                return priority
            """;

    private static final long ORDINARY_PRIORITY = 0;

    private static final ThreadLocal<Boolean> TAKEN = ThreadLocal.withInitial(GpuStream::take);

    private GpuStream() {}

    /** Gives the calling thread its stream, once. */
    static void prepareThread() {
        TAKEN.get();
    }

    private static boolean take() {
        try (TorchScriptModule module = TorchScriptModule.load(new TorchScriptArchive("GpuStream"), SOURCE)) {
            module.call("take", ORDINARY_PRIORITY);
            return true;
        } catch (EngineException e) {
            LOG.atWarn().setCause(e).log("threads share one stream of the GPU: libtorch has none to take");
            return false;
        }
    }
}
