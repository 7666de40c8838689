package dev.winnow.model.dataset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One line of a data set to an example. Streams, because rows may carry large fields that nobody reads here. */
final class JsonRowParser {
    private static final JsonFactory JSON = new JsonFactory();

    private String id;
    private String text;
    private String label;
    private List<int[]> rationale = List.of();
    private List<int[]> rationaleAny = List.of();

    private final Map<String, Integer> votes = new HashMap<>();

    private JsonRowParser() {}

    static Example parse(BoundedLines line) throws BadRowException {
        if (line.tooLong()) {
            throw new BadRowException("longer than " + BoundedLines.MAX_BYTES + " bytes");
        }
        JsonRowParser row = new JsonRowParser();
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
        return new RowFields(row.id, row.text, row.label, row.rationale, row.rationaleAny, row.votes)
                .example(line.number());
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
                case "rationale" -> rationale = pairs(json, value, field);
                case "rationale_any" -> rationaleAny = pairs(json, value, field);
                case "votes" -> votes(json, value);
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

    private static List<int[]> pairs(JsonParser json, JsonToken value, String field)
            throws IOException, BadRowException {
        List<int[]> pairs = new ArrayList<>();
        if (value == JsonToken.VALUE_NULL) {
            return pairs;
        }
        require(value == JsonToken.START_ARRAY, field);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json.currentToken() == JsonToken.START_ARRAY, field);
            pairs.add(new int[] {index(json, field), index(json, field)});
            require(json.nextToken() == JsonToken.END_ARRAY, field);
        }
        return pairs;
    }

    private void votes(JsonParser json, JsonToken value) throws IOException, BadRowException {
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        String problem = "the field votes must be an object of labels and whole numbers, none below 0";
        BadRowException.require(value == JsonToken.START_OBJECT, problem);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String voted = json.currentName();
            boolean number = json.nextToken() == JsonToken.VALUE_NUMBER_INT
                    && json.getNumberType() == JsonParser.NumberType.INT
                    && json.getIntValue() >= 0;
            BadRowException.require(number, problem);
            votes.put(voted, json.getIntValue());
        }
    }

    private static int index(JsonParser json, String field) throws IOException, BadRowException {
        require(
                json.nextToken() == JsonToken.VALUE_NUMBER_INT && json.getNumberType() == JsonParser.NumberType.INT,
                field);
        return json.getIntValue();
    }

    private static void require(boolean condition, String field) throws BadRowException {
        BadRowException.require(
                condition, "the field " + field + " must be a list of [start, end] pairs of whole numbers");
    }
}
