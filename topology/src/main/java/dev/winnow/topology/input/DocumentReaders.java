package dev.winnow.topology.input;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.JsonDeserializer;
import dev.winnow.schemas.TextDeserializer;
import dev.winnow.topology.config.InputConfig;

/** Makes the reader that a configuration asks for. */
public final class DocumentReaders {
    private DocumentReaders() {}

    /** The serdes are asked for Avro only. */
    public static DocumentReader of(InputConfig input, AvroSerdes serdes) {
        TextField text = new TextField(input.textPaths(), input.separator());
        IdField id = new IdField(input.idPath());
        TimeField time = new TimeField(input.timePath());
        return switch (input.format()) {
            case AVRO -> new DocumentReader(serdes.anyValue(input.maxDepth()), input.maxBytes(), text, id, time);
            case JSON -> {
                JsonDeserializer json = new JsonDeserializer(input.maxDepth(), input.maxBytes());
                yield new DocumentReader(json, input.maxBytes(), text, id, time);
            }
            case STRING ->
                new DocumentReader(
                        new TextDeserializer(),
                        input.maxBytes(),
                        TextField.wholeValue(),
                        IdField.ofKeyOrPlace(),
                        TimeField.none());
        };
    }
}
