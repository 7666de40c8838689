package dev.winnow.model.torchscript;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Map;

/**
 * A TorchScript module whose methods may compute gradients and change its weights.
 *
 * <p>For one thread, which computes with as many native threads as it is given: a training step depends on the one before,
 * so there is nothing else to do side by side. {@link #close()} must come after the last call has returned.
 */
public final class TrainableModule implements AutoCloseable {
    private final Model model;
    private final int threads;

    private TrainableModule(Model model, int threads) {
        this.model = model;
        this.threads = threads;
    }

    /**
     * Loads a module as {@link TorchScriptModule#load} does.
     *
     * @param threads native threads of each call
     */
    public static TrainableModule load(TorchScriptArchive archive, String source, int threads) {
        return new TrainableModule(
                TorchScriptModule.open(archive, source, Device.cpu(), Map.of("trainParam", "true")), threads);
    }

    /** Where the arguments of a call are made; the caller closes it, results included. */
    public NDManager arrays() {
        return model.getNDManager().newSubManager();
    }

    /** The random numbers of the following calls, dropout for instance. */
    public void seed(long seed) {
        Engine.getEngine("PyTorch").setRandomSeed((int) seed);
    }

    /** Calls a method with tensors; it returns one tensor or a list of them. */
    public NDList call(NDManager manager, String method, NDArray... arguments) {
        JniUtils.setNumThreads(threads);
        JniUtils.setGraphExecutorOptimize(false);
        NDArray name = manager.create(0f);
        name.setName("module_method:" + method);
        NDList inputs = new NDList(arguments);
        inputs.add(name);
        try {
            return IValueUtils.forward((PtSymbolBlock) model.getBlock(), inputs, true);
        } finally {
            JniUtils.setGradMode(false);
            JniUtils.setNumThreads(1); // as every thread has it that calls a TorchScriptModule
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
