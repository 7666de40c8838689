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
            "Writes a bundle's model as an ONNX file of opset 22: documents packed end to end, with token reduction, which is"
                    + " what --engine onnx runs."
        },
        footer = {
            "  winnow export --bundle topics --output topics.onnx",
            "  winnow export --bundle my-bundle --padded --output my-bundle.onnx",
        })
final class ExportCommand implements Callable<Integer> {

    @Option(
            names = "--bundle",
            required = true,
            paramLabel = "BUNDLE",
            description = "A folder, or the name of a shipped bundle.")
    private String bundle;

    @Option(
            names = "--padded",
            description = "The full encoder over input_ids and attention_mask, as other tools export it.")
    private boolean padded;

    @Option(names = "--int8", description = "With --padded: linear layers in 8-bit integers, quantized call by call.")
    private boolean int8;

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
        if (int8 && !padded) {
            throw new ParameterException(
                    spec.commandLine(), "--int8 goes with --padded; the packed graph computes in fp32");
        }
        Path target = output.toAbsolutePath();
        if (!Files.isDirectory(target.getParent()) || Files.isDirectory(target)) {
            throw new ParameterException(
                    spec.commandLine(), "--output: '" + output + "' is not a file in a folder that exists");
        }
        Bundle opened = Bundle.open(bundle);
        OnnxFile file = file(Encoders.export(opened, opened.checkpoint()));
        write(file, target);
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "%s, version %s: %.1f MB in %s%n",
                        opened.manifest().name(),
                        opened.manifest().version(),
                        file.size() / 1e6,
                        output);
        return 0;
    }

    private OnnxFile file(OnnxExport export) {
        if (!padded) {
            return export.packed();
        }
        return int8 ? export.paddedInt8() : export.padded();
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
