package dev.winnow.topology.classify;

import dev.winnow.schemas.UnreadableRecordException;
import dev.winnow.topology.deadletter.Rejection;
import dev.winnow.topology.deadletter.Stage;
import dev.winnow.topology.input.DocumentReader;
import dev.winnow.topology.input.IncomingDocument;
import dev.winnow.topology.input.UnfitRecordException;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** From raw bytes to a document. Whatever is wrong with a record becomes a rejection; only a registry that is away throws. */
final class Intake {

    /** What a record turned out to be. */
    sealed interface Result {
        /** A document with something to read in it. */
        record Accepted(IncomingDocument document) implements Result {}

        /** A record for the dead letters. */
        record Rejected(Rejection rejection) implements Result {}
    }

    private final DocumentReader reader;
    private final RegistryPatience patience;

    Intake(DocumentReader reader, RegistryPatience patience) {
        this.reader = reader;
        this.patience = patience;
    }

    /**
     * Reads and checks a record.
     *
     * @throws dev.winnow.schemas.RegistryException when the registry stayed away
     */
    Result accept(RecordMetadata origin, byte[] key, byte[] value) {
        if (value == null) {
            return rejected(Rejection.unasked(Stage.READ, "the record has no value (a tombstone)"));
        }
        try {
            return prepare(patience.call(() -> reader.read(origin, key, value)));
        } catch (UnreadableRecordException | UnfitRecordException bad) {
            return rejected(Rejection.of(Stage.READ, bad, Rejection.UNASKED));
        }
    }

    private static Result prepare(IncomingDocument document) {
        return document.text().codePoints().allMatch(Intake::isInvisible)
                ? rejected(Rejection.unasked(
                        Stage.PREPARE, "the document's text is empty or only white space and control characters"))
                : new Result.Accepted(document);
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
