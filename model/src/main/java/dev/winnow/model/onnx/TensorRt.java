package dev.winnow.model.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import dev.winnow.model.checkpoint.Sha256;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.engine.Engine;
import dev.winnow.model.engine.UnavailableEngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Sessions of ONNX Runtime with TensorRT in front of CUDA. Written after ONNX Runtime's documentation and not yet run on a GPU.
 *
 * <p>Engines are kept in a folder of the graph's checksum: ONNX Runtime finds an engine in its cache by the form of the graph, and
 * two bundles over one base differ in weights alone.
 */
final class TensorRt {
    private static final String ON = "1";

    private TensorRt() {}

    /**
     * Options for a session over the graph.
     *
     * @throws UnavailableEngineException where ONNX Runtime has no TensorRT here, or where the cache cannot be written
     */
    static SessionOptions options(Engine.TensorRt engine, byte[] graph) {
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.TENSOR_RT)) {
            throw new UnavailableEngineException(
                    "engine 'tensorrt': this build has ONNX Runtime for processors alone; build Winnow with the Maven profile"
                            + " 'tensorrt' on a machine with an NVIDIA GPU, or choose engine 'onnx' or 'pytorch'",
                    null);
        }
        Path cache = cache(engine, graph);
        SessionOptions options = new SessionOptions();
        try (OrtTensorRTProviderOptions tensorRt = new OrtTensorRTProviderOptions(0)) {
            tensorRt.add("trt_engine_cache_enable", ON);
            tensorRt.add("trt_engine_cache_path", cache.toString());
            tensorRt.add("trt_timing_cache_enable", ON);
            tensorRt.add("trt_timing_cache_path", cache.toString());
            if (engine.precision() == Precision.BF16) {
                tensorRt.add("trt_bf16_enable", ON);
            }
            options.addTensorrt(tensorRt);
            options.addCUDA(0);
            return options;
        } catch (OrtException e) {
            options.close();
            throw new UnavailableEngineException(
                    "engine 'tensorrt': ONNX Runtime cannot load TensorRT: %s; it needs an NVIDIA GPU with its driver, and CUDA 12, cuDNN 9 and TensorRT 10 where the system finds libraries (LD_LIBRARY_PATH)"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static Path cache(Engine.TensorRt engine, byte[] graph) {
        Path folder = engine.cache()
                .resolve(Sha256.of(graph).substring(0, 16) + "-"
                        + engine.precision().label());
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UnavailableEngineException(
                    "engine 'tensorrt': cannot make the folder %s for its engines: %s".formatted(folder, e), e);
        }
    }
}
