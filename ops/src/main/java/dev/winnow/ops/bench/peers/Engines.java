package dev.winnow.ops.bench.peers;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.classifier.BundleClassifier;
import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.onnx.OnnxExport;
import dev.winnow.model.onnx.OnnxFile;
import dev.winnow.model.tokenizer.DocumentTokenizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One bundle in every engine that is compared, each loaded when it is first asked for. For one thread. */
final class Engines implements AutoCloseable {
    private final Bundle bundle;
    private final Map<Precision, Classifier> winnow = new EnumMap<>(Precision.class);
    private final Map<Format, OnnxPeer> onnx = new EnumMap<>(Format.class);
    private final Deque<Runnable> loaded = new ArrayDeque<>();
    private DjlEngine djl;

    /** Format formats of the exports for ONNX Runtime. */
    enum Format {
        FP32,
        INT8;

        private OnnxFile of(OnnxExport export) {
            return this == FP32 ? export.padded() : export.paddedInt8();
        }

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Engines(Bundle bundle) {
        this.bundle = bundle;
    }

    Bundle bundle() {
        return bundle;
    }

    TextEngine djl() {
        if (djl == null) {
            djl = DjlEngine.load(bundle);
            loaded.push(djl::close);
        }
        return djl;
    }

    OnnxPeer onnx(Format format) {
        return onnx.computeIfAbsent(format, wanted -> {
            OnnxExport export = new OnnxExport(bundle.checkpoint(), bundle.head(), Optional.empty(), Map.of());
            DocumentTokenizer tokenizer = new DocumentTokenizer(
                    export.checkpoint().tokenizerJson(), bundle.manifest().maxTokens());
            OnnxPeer peer = OnnxPeer.load(wanted.of(export), tokenizer);
            loaded.push(peer::close);
            return peer;
        });
    }

    Classifier winnow(Precision precision) {
        return winnow.computeIfAbsent(precision, wanted -> {
            Classifier classifier = BundleClassifier.load(bundle, wanted);
            loaded.push(classifier::close);
            return classifier;
        });
    }

    @Override
    public void close() {
        while (!loaded.isEmpty()) {
            loaded.pop().run();
        }
    }
}
