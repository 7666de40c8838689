package dev.winnow.topology.classify;

import dev.winnow.model.classifier.Classifier;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.schemas.UnreadableRecordException;
import dev.winnow.topology.deadletter.Rejection;
import dev.winnow.topology.deadletter.Stage;
import dev.winnow.v1.Document;
import org.apache.kafka.common.serialization.Deserializer;

/** From raw bytes to tokens. Whatever is wrong with a record becomes a rejection; only a registry that is away throws. */
final class Intake {

    /** What a record turned out to be. */
    sealed interface Result {
        /** A document the model can read. */
        record Accepted(Document document, TokenizedText tokens) implements Result {}

        /** A record for the dead letters. */
        record Rejected(Rejection rejection) implements Result {}
    }

    private final String topic;
    private final Deserializer<Document> deserializer;
    private final Classifier classifier;
    private final RegistryPatience patience;

    Intake(String topic, Deserializer<Document> deserializer, Classifier classifier, RegistryPatience patience) {
        this.topic = topic;
        this.deserializer = deserializer;
        this.classifier = classifier;
        this.patience = patience;
    }

    /**
     * Reads and checks the value of a record.
     *
     * @throws dev.winnow.schemas.RegistryException when the registry stayed away
     */
    Result accept(byte[] value) {
        if (value == null) {
            return rejected(new Rejection(Stage.READ, "the record has no value (a tombstone)"));
        }
        Document document;
        try {
            document = patience.call(() -> deserializer.deserialize(topic, value));
        } catch (UnreadableRecordException unreadable) {
            return rejected(Rejection.of(Stage.READ, unreadable));
        }
        return prepare(document);
    }

    private Result prepare(Document document) {
        if (document.getText().codePoints().allMatch(Intake::isInvisible)) {
            return rejected(new Rejection(
                    Stage.PREPARE, "the document's text is empty or only white space and control characters"));
        }
        try {
            return new Result.Accepted(document, classifier.tokenize(document.getText()));
        } catch (RuntimeException failure) {
            return rejected(Rejection.withoutMessage(Stage.PREPARE, failure, "the text cannot be tokenized"));
        }
    }

    /**
     * Whether a model sees nothing in it. {@code String.isBlank} was rejected: to it a no-break space, a zero-width space
     * and a control character are text, and the model would make up an answer to nothing.
     */
    private static boolean isInvisible(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character)
                || Character.getType(character) == Character.FORMAT;
    }

    private static Result rejected(Rejection rejection) {
        return new Result.Rejected(rejection);
    }
}
