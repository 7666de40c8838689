package dev.winnow.model.onnx;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.winnow.model.checkpoint.CheckpointException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;

/**
 * A graph in ONNX Runtime, through DJL.
 *
 * <p>Safe for use by several threads. {@link #close()} must come after the last call has returned.
 */
public final class OnnxModule implements AutoCloseable {
    private static final String ENGINE = "OnnxRuntime";

    private final Model model;
    private final ParameterStore none;

    private OnnxModule(Model model) {
        this.model = model;
        this.none = new ParameterStore(model.getNDManager(), false);
    }

    /**
     * ONNX Runtime's environment, of which a process has one. DJL insists on making it, so whoever wants it asks here.
     *
     * @throws IllegalStateException where another part of the process made one before
     */
    public static OrtEnvironment environment() {
        Engine.getEngine(ENGINE);
        return OrtEnvironment.getEnvironment();
    }

    /**
     * Loads a graph.
     *
     * @param file in the format of ONNX
     * @param options threads and execution providers; they may be closed when this has returned
     * @throws CheckpointException where ONNX Runtime refuses it
     */
    static OnnxModule load(byte[] file, SessionOptions options) {
        // The arrays are on the side of the host whatever computes, so the device is the processor.
        Model model = Model.newInstance("module", Device.cpu(), ENGINE);
        try {
            model.load(new ByteArrayInputStream(file), Map.of("sessionOptions", options));
            return new OnnxModule(model);
        } catch (IOException | MalformedModelException e) {
            model.close();
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CheckpointException("ONNX Runtime cannot load the graph: " + cause.getMessage(), e);
        }
    }

    /** Arrays for one call; closing it frees them and its results. */
    NDManager arrays() {
        return model.getNDManager().newSubManager();
    }

    /** Runs the graph on arrays named as its inputs; the results are named as its outputs. */
    NDList run(NDList inputs) {
        return model.getBlock().forward(none, inputs, false);
    }

    static NDArray named(NDArray array, String name) {
        array.setName(name);
        return array;
    }

    @Override
    public void close() {
        model.close();
    }
}
