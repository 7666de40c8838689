package dev.winnow.ops.management;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Errors as JSON: a reason, never a stack trace or what the server is made of. It stands in for Jetty's pages too, which answer
 * what never reaches a route, such as a broken request.
 */
final class JsonErrors extends ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(JsonErrors.class);
    private static final String REASON = "winnow.reason";
    private static final String JSON = "application/json";

    /**
     * An error.
     *
     * @param status of HTTP
     * @param error for people
     */
    record ErrorAnswer(int status, String error) {}

    static void install(Javalin server) {
        server.exception(
                HttpResponseException.class,
                (refusal, context) -> answer(context, refusal.getStatus(), reason(refusal)));
        server.exception(Exception.class, (failure, context) -> {
            LOG.atError().setCause(failure).addKeyValue("path", context.path()).log("a request failed");
            answer(context, 500, "failed; the log says why");
        });
    }

    private static String reason(HttpResponseException refusal) {
        return switch (refusal.getStatus()) {
            case 404 ->
                refusal.getDetails().isEmpty() && !refusal.getMessage().startsWith("Endpoint")
                        ? refusal.getMessage()
                        : "nothing here";
            case 405 -> "not by this method";
            default -> refusal.getMessage();
        };
    }

    private static void answer(Context context, int status, String reason) {
        context.status(status);
        context.attribute(REASON, reason);
        JsonBody.answer(context, new ErrorAnswer(status, reason));
    }

    /** Why a request was refused or failed; empty where it was not. */
    static String reasonOf(Context context) {
        String reason = context.attribute(REASON);
        return reason == null ? "" : reason;
    }

    @Override
    protected void generateAcceptableResponse(
            Request baseRequest,
            HttpServletRequest request,
            jakarta.servlet.http.HttpServletResponse response,
            int code,
            String message)
            throws IOException {
        response.setContentType(JSON);
        SecurityHeaders.DATA.forEach(response::setHeader);
        Writer writer = response.getWriter();
        writer.write(JsonBody.written(new ErrorAnswer(code, "refused")));
        baseRequest.setHandled(true);
    }

    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, JSON);
        SecurityHeaders.DATA.forEach(fields::put);
        return ByteBuffer.wrap(
                JsonBody.written(new ErrorAnswer(status, "refused")).getBytes(UTF_8));
    }
}
