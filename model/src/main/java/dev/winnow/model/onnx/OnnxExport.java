package dev.winnow.model.onnx;

import dev.winnow.model.checkpoint.Checkpoint;
import dev.winnow.model.encoder.LinearHead;
import dev.winnow.model.reduction.Reduction;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A model as ONNX graphs, for other runtimes than libtorch.
 *
 * @param checkpoint its encoder, fine-tuned if it is
 * @param head its classifier
 * @param reduction what decides which tokens stay; empty where all do
 * @param metadata what to write into the files beside the graph
 */
public record OnnxExport(
        Checkpoint checkpoint, LinearHead head, Optional<Reduction> reduction, Map<String, String> metadata) {
    public OnnxExport {
        // Sorted, so that one model gives the same bytes always: their checksum names the folder of TensorRT's engines.
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /** The encoder over packed documents with its reduction: what the ONNX engine runs. */
    public OnnxFile packed() {
        return new OnnxFile(new PackedGraph(checkpoint, head, reduction).build(), metadata);
    }

    /** The full encoder over padded documents, in 32-bit floats. */
    public OnnxFile padded() {
        return padded(Linears::inFloats);
    }

    /** The full encoder over padded documents, its linear layers quantized call by call. */
    public OnnxFile paddedInt8() {
        return padded(new DynamicInt8());
    }

    private OnnxFile padded(Linears linears) {
        return new OnnxFile(new PaddedGraph(checkpoint, head, linears).build(), metadata);
    }
}
