package dev.winnow.topology.input;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * From a record to a document: its bytes by the format, then text, id and event time by their paths. Safe for use by several
 * threads.
 *
 * @param values reads the format
 * @param maxBytes size of a value at most
 * @param text where the text lies
 * @param id where the id lies
 * @param time where the event time lies
 */
public record DocumentReader(Deserializer<Object> values, int maxBytes, TextField text, IdField id, TimeField time) {

    /**
     * Reads a record that has a value.
     *
     * @throws dev.winnow.schemas.UnreadableRecordException when the bytes are not of the format
     * @throws dev.winnow.schemas.RegistryException when the registry was needed and did not help
     * @throws UnfitRecordException when the value is too large or lacks what the paths name
     */
    public IncomingDocument read(RecordMetadata origin, byte[] key, byte[] value) {
        if (value.length > maxBytes) {
            throw new UnfitRecordException(
                    "the value takes %d bytes; input.max-bytes is %d".formatted(value.length, maxBytes));
        }
        Object root = values.deserialize(origin.topic(), value);
        return new IncomingDocument(id.of(root, origin, key), text.of(root), time.of(root));
    }
}
