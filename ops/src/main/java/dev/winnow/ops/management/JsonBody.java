package dev.winnow.ops.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Requests and answers as JSON; what a request has that nobody knows is refused, since it was meant to do something. */
public final class JsonBody {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();

    private JsonBody() {}

    /** Answers with a record; component names are the field names. */
    public static void answer(Context context, Record answer) {
        context.contentType(ContentType.APPLICATION_JSON).result(written(answer));
    }

    /** A record as JSON. */
    public static String written(Record answer) {
        try {
            return MAPPER.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was sent; answers 400 where it is something else. */
    public static <T extends Record> T read(Context context, Class<T> type) {
        T read;
        try {
            read = MAPPER.readValue(context.body(), type);
        } catch (JsonProcessingException e) {
            // Its message may quote what was sent, which may be a secret.
            throw bad("the body is not the JSON that belongs here: line %d, column %d"
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        }
        if (read == null) {
            throw bad("the body is null");
        }
        return read;
    }

    /** Refuses a request that is wrong in itself. */
    public static HttpResponseException bad(String reason) {
        return new HttpResponseException(400, reason, Map.of());
    }
}
