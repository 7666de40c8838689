package dev.winnow.model.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** One line of a data set to an example. Streams, because rows may carry large fields that nobody reads here. */
final class RowParser {
    private static final JsonFactory JSON = new JsonFactory();

    private String id;
    private String text;
    private String label;

    private RowParser() {}

    static Example parse(BoundedLines line) throws BadRowException {
        if (line.tooLong()) {
            throw new BadRowException("longer than " + BoundedLines.MAX_BYTES + " bytes");
        }
        RowParser row = new RowParser();
        try (JsonParser json = JSON.createParser(line.bytes(), 0, line.length())) {
            row.read(json);
        } catch (JsonProcessingException e) {
            throw new BadRowException(
                    "not a JSON object, column "
                            + (e.getLocation() == null
                                    ? "unknown"
                                    : e.getLocation().getColumnNr()),
                    e);
        } catch (IOException e) {
            throw new BadRowException("not readable as UTF-8 text", e);
        }
        return row.example(line.number());
    }

    private void read(JsonParser json) throws IOException, BadRowException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new BadRowException("not a JSON object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "id" -> id = scalar(json, value);
                case "text" -> text = value == JsonToken.VALUE_STRING ? json.getText() : null;
                case "label" -> label = scalar(json, value);
                default -> {}
            }
            json.skipChildren();
        }
        if (json.nextToken() != null) {
            throw new BadRowException("more than one JSON object in the line");
        }
    }

    /** Ids and labels may be numbers: some data sets number their classes. */
    private static String scalar(JsonParser json, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT ? json.getText() : null;
    }

    private Example example(long line) throws BadRowException {
        if (text == null || text.isBlank()) {
            throw new BadRowException(text == null ? "no field text, or not a string" : "the text is blank");
        }
        if (label == null || label.isBlank()) {
            throw new BadRowException("no label");
        }
        return new Example(id == null ? "line-" + line : id, text, label);
    }
}
