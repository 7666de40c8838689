package dev.winnow.topology.microbatch;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.shadow.LiveAgreement;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has documents of a micro-batch classified by the full encoder too, behind their batch-mates, who do not wait for it. A
 * failure of it is nobody's failure: the documents have their answers.
 *
 * @param classifier the model
 * @param offset the δ offset of the answers
 * @param live takes what comes out
 * @param spare whether the engine has the time: no other batch is full and no commit waits
 */
record ShadowCheck(Classifier classifier, DeltaOffset offset, LiveAgreement live, boolean spare) {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowCheck.class);

    /** Whether this document gets it: the full encoder need not be compared with itself. */
    boolean takes(QueuedDocument document) {
        return document.shadowed() && spare && !offset.isFull();
    }

    /** The full encoder's predictions, in the order of the documents; none where it failed. */
    Optional<List<Prediction>> run(List<QueuedDocument> documents, List<Prediction> answers) {
        try {
            List<Prediction> full = classifier.classify(
                    documents.stream().map(QueuedDocument::text).toList(), DeltaOffset.FULL);
            IntStream.range(0, documents.size())
                    .forEach(d -> live.add(
                            offset.value(),
                            full.get(d).label().equals(answers.get(d).label())));
            return Optional.of(full);
        } catch (RuntimeException failure) {
            LOG.atWarn()
                    .addKeyValue("bundle", classifier.model())
                    .addKeyValue("documents", documents.size())
                    .addKeyValue("failure", failure.getClass().getName())
                    .log("documents could not be classified by the full encoder too; they keep their answers");
            return Optional.empty();
        }
    }
}
