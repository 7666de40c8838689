package dev.winnow.model.torchscript;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import dev.winnow.model.checkpoint.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A TorchScript module in libtorch, its methods called by name.
 *
 * <p>Safe for use by several threads: they share the weights, and each computes with one native thread, because two
 * single-threaded batches are faster than one batch on two threads. {@link #close()} must come after the last call
 * has returned: libtorch crashes the process otherwise.
 */
public final class TorchScriptModule implements AutoCloseable {
    /**
     * Both settings belong to the calling thread. Its OpenMP team is one thread; and graphs are not optimized, which
     * libtorch would do anew for every shape, so for nearly every batch.
     */
    private static final ThreadLocal<Boolean> THREAD_READY = ThreadLocal.withInitial(() -> {
        JniUtils.setNumThreads(1);
        JniUtils.setGraphExecutorOptimize(false);
        return true;
    });

    /** Without it DJL moves parameters to the device, but not the tensors in lists. */
    private static final Map<String, String> ON_DEVICE = Map.of("mapLocation", "true");

    private final Model model;
    private final boolean onGpu;

    private TorchScriptModule(Model model, boolean onGpu) {
        this.model = model;
        this.onGpu = onGpu;
    }

    /**
     * Writes the archive to a temporary file and loads it.
     *
     * @param source declares a class of the archive's name with every attribute of the archive
     * @throws EngineException where libtorch refuses the source, for example for an operator it does not have
     * @throws CheckpointException where the temporary file cannot be written or read
     */
    public static TorchScriptModule load(TorchScriptArchive archive, String source) {
        return new TorchScriptModule(open(archive, source, Device.cpu(), Map.of()), false);
    }

    /**
     * The same with the weights on the first GPU. Arguments of calls stay on the host, and every thread computes on a
     * stream of its own.
     */
    public static TorchScriptModule loadOnGpu(TorchScriptArchive archive, String source) {
        GpuStream.prepareThread(); // what loading frees must not be used again before that stream is done with it
        return new TorchScriptModule(open(archive, source, Device.gpu(0), ON_DEVICE), true);
    }

    /** The device is named because DJL would take a GPU wherever there is one. */
    static Model open(TorchScriptArchive archive, String source, Device device, Map<String, ?> options) {
        Model model = Model.newInstance("module", device, "PyTorch");
        try {
            prepareThread();
            Path folder = Files.createTempDirectory("winnow-module-");
            Path file = folder.resolve("module.pt");
            try {
                archive.write(file, source);
                model.load(folder, "module", options);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
            return model;
        } catch (IOException | MalformedModelException e) {
            model.close();
            throw new CheckpointException("libtorch cannot load the module: " + e, e);
        } catch (EngineException e) {
            model.close();
            throw e;
        }
    }

    /** Gives the calling thread the settings under which modules run; every call does so by itself. */
    public static void prepareThread() {
        THREAD_READY.get();
    }

    /** Calls a method with one integer; its result is left behind. */
    public void call(String method, long argument) {
        ready();
        run(method, IValue.from(argument)).close();
    }

    /** Calls a method with one-dimensional integer tensors and returns its result, a tensor of floats, row by row. */
    public float[] call(String method, long[]... tensors) {
        return call(method, tensors, new IValue[0]);
    }

    /** Calls a method with one-dimensional integer tensors and then a real number; the result as above. */
    public float[] call(String method, double real, long[]... tensors) {
        return call(method, tensors, IValue.from(real));
    }

    private float[] call(String method, long[][] tensors, IValue... scalars) {
        ready();
        try (NDManager manager = model.getNDManager().newSubManager(Device.cpu())) {
            List<IValue> arguments = new ArrayList<>();
            for (long[] tensor : tensors) {
                arguments.add(IValue.from((PtNDArray) manager.create(tensor)));
            }
            arguments.addAll(List.of(scalars));
            try (IValue result = run(method, arguments.toArray(IValue[]::new))) {
                return result.toTensor((PtNDManager) manager).toFloatArray();
            }
        }
    }

    private void ready() {
        prepareThread();
        if (onGpu) {
            GpuStream.prepareThread();
        }
    }

    /** An argument holds its tensor until it is closed, which the library leaves to the caller. */
    private IValue run(String method, IValue... arguments) {
        try {
            return IValueUtils.runMethod((PtSymbolBlock) model.getBlock(), method, arguments);
        } finally {
            for (IValue argument : arguments) {
                argument.close();
            }
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
