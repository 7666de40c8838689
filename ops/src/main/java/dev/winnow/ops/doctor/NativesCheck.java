package dev.winnow.ops.doctor;

import ai.djl.engine.Engine;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.torchscript.TorchScriptModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether libtorch loads, and what the processor has for it. */
final class NativesCheck implements Check {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

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
    public List<Finding> look(Setup setup) throws IOException {
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
        findings.add(processor(flags(), setup.config().engine().precision()));
        return findings;
    }

    static Finding processor(Set<String> flags, Precision precision) {
        if (flags.isEmpty()) {
            return Finding.skipped("what this processor has for the engine is not known on this system");
        }
        if (precision == Precision.BF16 && !flags.contains("avx512_bf16") && !flags.contains("amx_bf16")) {
            return Finding.warning(
                    "the processor has no bf16 instructions: engine.precision bf16 is no faster here",
                    "set engine.precision to fp32");
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

    private static Set<String> flags() throws IOException {
        if (!Files.isReadable(PROCESSORS)) {
            return Set.of();
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line ->
                            Set.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
                    .orElse(Set.of());
        }
    }
}
