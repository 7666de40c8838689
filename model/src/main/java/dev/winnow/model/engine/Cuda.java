package dev.winnow.model.engine;

import ai.djl.util.Utils;
import ai.djl.util.cuda.CudaUtils;
import dev.winnow.model.encoder.Gpu;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * What a process has of CUDA, and what is missing for libtorch to compute on a GPU.
 *
 * <p>It must exist because each part is missing in silence: DJL takes the natives for processors where it does not see a GPU,
 * and it sees one through CUDA's runtime library alone.
 *
 * @param driver whether NVIDIA's driver is there
 * @param natives whether libtorch for CUDA is there
 * @param devices GPUs that CUDA's runtime library shows; 0 where that library is not found
 * @param libtorch whether libtorch came up with CUDA
 * @param capability of the first GPU, as in {@link Gpu}; 0 where there is none
 */
public record Cuda(boolean driver, boolean natives, int devices, boolean libtorch, int capability) {
    private static final Cuda NONE = new Cuda(false, false, 0, false, 0);

    /** What the driver makes on Linux: natively, in containers, in WSL. */
    private static final List<String> DRIVER = List.of("/proc/driver/nvidia/version", "/dev/nvidiactl", "/dev/dxg");

    /** Looks around; where there is no driver it loads nothing. */
    public static Cuda here() {
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        if (linux && DRIVER.stream().map(Path::of).noneMatch(Files::exists)) {
            return NONE;
        }
        if (!hasNatives()) {
            return new Cuda(true, false, 0, false, 0);
        }
        int devices = CudaUtils.getGpuCount();
        if (devices == 0) {
            return new Cuda(true, true, 0, false, 0);
        }
        boolean libtorch = ai.djl.engine.Engine.getEngine("PyTorch").hasCapability("CUDA");
        return new Cuda(true, true, devices, libtorch, Integer.parseInt(CudaUtils.getComputeCapability(0)));
    }

    /** Whether DJL finds libtorch for CUDA in a jar or, by its two variables, in a folder. */
    private static boolean hasNatives() {
        if (Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH") != null) {
            return Utils.getEnvOrSystemProperty("PYTORCH_FLAVOR", "").startsWith("cu");
        }
        try {
            return Collections.list(Cuda.class.getClassLoader().getResources("native/lib/pytorch.properties")).stream()
                    .anyMatch(Cuda::isForCuda);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isForCuda(URL description) {
        Properties properties = new Properties();
        try (InputStream stream = description.openStream()) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Stream.of("flavor", "classifier")
                .anyMatch(key -> properties.getProperty(key, "").startsWith("cu"));
    }

    /** What is missing and what to do; empty where libtorch computes on the GPU. */
    public Optional<String> missing() {
        if (!driver) {
            return Optional.of("this machine has no NVIDIA driver");
        }
        if (!natives) {
            return Optional.of(
                    "libtorch is the one for processors; give it one for CUDA (PYTORCH_LIBRARY_PATH and PYTORCH_FLAVOR,"
                            + " or the Maven profile 'cuda', see docs/ENGINES.md)");
        }
        if (devices == 0) {
            return Optional.of(
                    "CUDA shows no GPU; its runtime library (libcudart, 12.8 or newer) must be where the system finds"
                            + " libraries (LD_LIBRARY_PATH), and a GPU must be visible (CUDA_VISIBLE_DEVICES)");
        }
        return libtorch
                ? Optional.empty()
                : Optional.of(
                        "libtorch came up without CUDA; its natives need CUDA's runtime 12.8 or newer and a driver for it");
    }

    /** The GPU, where nothing is missing. */
    public Optional<Gpu> gpu() {
        return missing().isEmpty() ? Optional.of(new Gpu(capability)) : Optional.empty();
    }
}
