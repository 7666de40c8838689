package dev.winnow.model.encoder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the processor has instructions for, as Linux tells it. Without them a precision works where libtorch has its operators, but
 * it is no faster than {@link Precision#FP32}.
 *
 * @param flags as in {@code /proc/cpuinfo}; none where that cannot be read
 */
public record Processor(Set<String> flags) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    public Processor {
        flags = Set.copyOf(flags);
    }

    /** The one at work here. */
    public static Processor here() {
        if (!Files.isReadable(PROCESSORS)) {
            return new Processor(Set.of());
        }
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return new Processor(lines.filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> Stream.of(line.substring(line.indexOf(':') + 1)
                                    .strip()
                                    .split("\\s+"))
                            .collect(Collectors.toSet()))
                    .orElse(Set.of()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + PROCESSORS, e);
        }
    }

    /** The precisions that it has instructions for; {@link Precision#FP32} always. */
    public Set<Precision> precisions() {
        Set<Precision> supported = EnumSet.of(Precision.FP32);
        if (hasAny("avx512_bf16", "amx_bf16")) {
            supported.add(Precision.BF16);
        }
        if (hasAny("avx512_vnni", "avx_vnni", "amx_int8")) {
            supported.add(Precision.INT8);
        }
        return supported;
    }

    private boolean hasAny(String... names) {
        return Stream.of(names).anyMatch(flags::contains);
    }
}
