package dev.winnow.ops.doctor;

import ai.djl.engine.Engine;
import dev.winnow.model.encoder.Processor;
import dev.winnow.model.engine.Cuda;
import dev.winnow.model.engine.PrecisionChoice;
import dev.winnow.model.torchscript.TorchScriptModule;
import dev.winnow.topology.config.EngineConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether libtorch loads, and what the processor has for it. */
final class NativesCheck implements Check {
    @Override
    public String name() {
        return "natives";
    }

    @Override
    public Set<String> needs() {
        return Set.of("folders");
    }

    /** The first time it unpacks some hundred MiB. */
    @Override
    public Duration limit() {
        return Duration.ofMinutes(1);
    }

    @Override
    public List<Finding> look(Setup setup) {
        String version;
        try {
            version = Engine.getEngine("PyTorch").getVersion();
            TorchScriptModule.prepareThread();
        } catch (RuntimeException | LinkageError e) {
            return List.of(Finding.problem(
                    "libtorch does not load: " + Complaints.message(Complaints.cause(e)),
                    "x86-64 Linux with glibc 2.28 or newer is what Winnow is run on; --verbose shows the whole error"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("libtorch %s loads".formatted(version)));
        EngineConfig engine = setup.config().engine();
        findings.add(engine.isOnGpu() ? gpu(Cuda.here()) : processor(Processor.here(), engine.precision()));
        return findings;
    }

    static Finding gpu(Cuda cuda) {
        return cuda.missing()
                .map(missing -> Finding.problem("engine.device cuda: " + missing, "set engine.device to auto or cpu"))
                .orElseGet(() -> Finding.ok("libtorch computes on a GPU of compute capability %d.%d"
                        .formatted(cuda.capability() / 10, cuda.capability() % 10)));
    }

    static Finding processor(Processor processor, PrecisionChoice precision) {
        Set<String> flags = processor.flags();
        if (flags.isEmpty()) {
            return Finding.skipped("what this processor has for the engine is not known on this system");
        }
        if (precision != PrecisionChoice.AUTO
                && processor.precisions().stream().map(PrecisionChoice::of).noneMatch(precision::equals)) {
            return Finding.warning(
                    "the processor has no %1$s instructions: engine.precision %1$s is no faster here"
                            .formatted(precision.label()),
                    "set engine.precision to auto or fp32");
        }
        if (!flags.contains("avx512f")) {
            return Finding.warning(
                    "the processor has no AVX-512: the engine is slower than in docs/BENCHMARKS.md",
                    "measure it: winnow bench engine");
        }
        return Finding.ok("the processor has "
                + Stream.of("avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16")
                        .filter(flags::contains)
                        .collect(Collectors.joining(", ")));
    }
}
