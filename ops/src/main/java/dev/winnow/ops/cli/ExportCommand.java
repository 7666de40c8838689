package dev.winnow.ops.cli;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.Encoders;
import dev.winnow.model.onnx.OnnxExport;
import dev.winnow.model.onnx.OnnxFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a bundle for other runtimes. */
@Command(
        name = "export",
        description = {
            "Writes a bundle's model as an ONNX file of opset 22.",
            "packed: documents end to end with token reduction, what --engine onnx runs. padded: the full encoder over"
                    + " input_ids and attention_mask, as other tools export it. padded-int8: the same, quantized call by call."
        },
        footer = {
            "  winnow export --bundle topics --output topics.onnx",
            "  winnow export --bundle my-bundle --form padded --output my-bundle.onnx",
        })
final class ExportCommand implements Callable<Integer> {

    /** What the graph takes. */
    enum Form {
        PACKED,
        PADDED,
        PADDED_INT8;

        OnnxFile file(OnnxExport export) {
            return switch (this) {
                case PACKED -> export.packed();
                case PADDED -> export.padded();
                case PADDED_INT8 -> export.paddedInt8();
            };
        }
    }

    @Option(
            names = "--bundle",
            required = true,
            paramLabel = "BUNDLE",
            description = "A folder, or the name of a shipped bundle.")
    private String bundle;

    @Option(
            names = "--form",
            defaultValue = "packed",
            paramLabel = "packed|padded|padded-int8",
            description = "What the graph takes (default: ${DEFAULT-VALUE}).")
    private Form form;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "File to write; one that is there is replaced when the new one is complete.")
    private Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path target = output.toAbsolutePath();
        if (!Files.isDirectory(target.getParent()) || Files.isDirectory(target)) {
            throw new ParameterException(
                    spec.commandLine(), "--output: '" + output + "' is not a file in a folder that exists");
        }
        Bundle opened = Bundle.open(bundle);
        OnnxFile file = form.file(Encoders.export(opened, opened.checkpoint()));
        write(file, target);
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%s, version %s, %s: %.1f MB in %s%n",
                        opened.manifest().name(),
                        opened.manifest().version(),
                        form.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        file.size() / 1e6,
                        output);
        return 0;
    }

    private static void write(OnnxFile file, Path target) throws IOException {
        Path unfinished = Files.createTempFile(target.getParent(), "winnow-", ".onnx");
        try {
            try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                file.writeTo(stream);
            }
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
