package dev.winnow.ops.bench.peers;

import dev.winnow.model.bundle.BundleManifest;
import dev.winnow.v1.Classification;
import dev.winnow.v1.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Classifies the documents of a call, as the step of a stream does that somebody wrote around an engine. */
record Answers(TextEngine engine, BundleManifest manifest) {

    Classification one(Document document) {
        return all(List.of(document)).get(0);
    }

    List<Classification> all(List<Document> documents) {
        List<float[]> found =
                engine.classify(documents.stream().map(Document::getText).toList());
        return IntStream.range(0, found.size())
                .mapToObj(d -> classification(documents.get(d), found.get(d)))
                .toList();
    }

    private Classification classification(Document document, float[] probabilities) {
        int best = Peer.best(probabilities);
        Map<String, Float> byLabel = new HashMap<>();
        for (int c = 0; c < probabilities.length; c++) {
            byLabel.put(manifest.labels().get(c), probabilities[c]);
        }
        return Classification.newBuilder()
                .setDocumentId(document.getId())
                .setModel(manifest.name())
                .setModelVersion(manifest.version())
                .setLabel(manifest.labels().get(best))
                .setProbability(probabilities[best])
                .setProbabilities(byLabel)
                .setTokens(0)
                .setEventTime(document.getEventTime())
                .build();
    }
}
