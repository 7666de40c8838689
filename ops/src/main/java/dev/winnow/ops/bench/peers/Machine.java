package dev.winnow.ops.bench.peers;

import ai.djl.engine.Engine;
import dev.winnow.model.onnx.OnnxModule;
import io.confluent.parallelconsumer.ParallelStreamProcessor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * What numbers were taken on.
 *
 * @param processor model name
 * @param cores that this process may use
 * @param system operating system
 * @param java virtual machine
 * @param libraries versions by name
 */
public record Machine(String processor, int cores, String system, String java, Map<String, String> libraries) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    static Machine here() {
        Map<String, String> libraries = new LinkedHashMap<>();
        libraries.put("libtorch", Engine.getEngine("PyTorch").getVersion());
        libraries.put("DJL", Engine.getDjlVersion());
        libraries.put("ONNX Runtime", OnnxModule.environment().getVersion());
        libraries.put("Kafka", AppInfoParser.getVersion());
        version(ParallelStreamProcessor.class).ifPresent(version -> libraries.put("Parallel Consumer", version));
        return new Machine(
                model(),
                Runtime.getRuntime().availableProcessors(),
                "%s %s".formatted(System.getProperty("os.name"), System.getProperty("os.version")),
                "%s %s".formatted(System.getProperty("java.vm.name"), System.getProperty("java.version")),
                libraries);
    }

    private static Optional<String> version(Class<?> type) {
        return Optional.ofNullable(type.getPackage().getImplementationVersion());
    }

    private static String model() {
        if (Files.isReadable(PROCESSORS)) {
            try (Stream<String> lines = Files.lines(PROCESSORS)) {
                return lines.filter(line -> line.startsWith("model name"))
                        .findFirst()
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .orElse(System.getProperty("os.arch"));
            } catch (IOException e) {
                return System.getProperty("os.arch");
            }
        }
        return System.getProperty("os.arch");
    }
}
