package dev.winnow.ops.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.topology.config.ManagementConfig;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks running instances what their {@link ManagementServer} answers. For any number of instances and by several threads; an
 * instance of another version may say more or less than this one knows.
 */
public final class ManagementClient {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "[::]");
    private static final String TOO_LATE = "it does not answer in time";

    /** Some hundred times what an instance says; a stranger may say more. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final int OK = 200;
    private static final int NO_TOKEN = 401;
    private static final int NOT_READY = 503;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Optional<String> token;

    /**
     * Nobody is asked yet.
     *
     * @param token goes to every instance that is asked; empty for none
     */
    public ManagementClient(Optional<String> token) {
        this.token = token;
    }

    /** Where a process of this machine answers that listens there. */
    public static URI local(ManagementConfig.Address listen) {
        String host = EVERYWHERE.contains(listen.host()) ? "127.0.0.1" : listen.host();
        return URI.create("http://" + host + ":" + listen.port());
    }

    /** Whether it does its work, and what it does instead. */
    public HealthReport readiness(URI instance) throws NoAnswerException {
        HttpResponse<Optional<String>> response = get(instance, "/readyz");
        return read(accepted(response, Set.of(OK, NOT_READY)), HealthReport.class);
    }

    /** What its knobs do. */
    public KnobAnswer knobs(URI instance) throws NoAnswerException {
        return read(accepted(get(instance, "/knob"), Set.of(OK)), KnobAnswer.class);
    }

    /** Its metrics in the text format of Prometheus; empty where it has none. */
    public Optional<String> metrics(URI instance) throws NoAnswerException {
        HttpResponse<Optional<String>> response = get(instance, "/metrics");
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(accepted(response, Set.of(OK)));
    }

    private static String accepted(HttpResponse<Optional<String>> response, Set<Integer> statuses)
            throws NoAnswerException {
        if (response.statusCode() == NO_TOKEN) {
            throw new NoAnswerException("it takes no caller without its token: set management.read-token");
        }
        if (!statuses.contains(response.statusCode())) {
            throw new NoAnswerException("it answers with status " + response.statusCode());
        }
        return response.body()
                .orElseThrow(() -> new NoAnswerException("its answer is longer than " + MOST_BYTES + " bytes"));
    }

    private static <T> T read(String body, Class<T> type) throws NoAnswerException {
        try {
            return MAPPER.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new NoAnswerException("it is no instance of Winnow", e);
        }
    }

    private HttpResponse<Optional<String>> get(URI instance, String path) throws NoAnswerException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(instance.resolve(path)).timeout(PATIENCE);
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        return inTime(http.sendAsync(request.build(), head -> bounded()));
    }

    /** Waits for all of it: the timeout of a request ends with the head of its answer, whatever the body takes. */
    private static <T> T inTime(CompletableFuture<T> answer) throws NoAnswerException {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new NoAnswerException(TOO_LATE, e);
        } catch (ExecutionException e) {
            throw new NoAnswerException(problem(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("interrupted", e);
        } finally {
            // Where it is not complete yet, this closes its connection.
            answer.cancel(true);
        }
    }

    private static String problem(Throwable failure) {
        if (failure instanceof HttpTimeoutException) {
            return TOO_LATE;
        }
        return failure instanceof ConnectException ? "it does not answer: nothing listens there" : "it does not answer";
    }

    private static BodySubscriber<Optional<String>> bounded() {
        Body body = new Body();
        return BodySubscribers.mapping(
                BodySubscribers.ofByteArrayConsumer(bytes -> bytes.ifPresent(body::add)), unused -> body.text());
    }

    /** The beginning of a body. What goes beyond the bound is read and thrown away, for as long as the caller is patient. */
    private static final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean tooLong;

        void add(byte[] more) {
            tooLong = tooLong || bytes.size() + more.length > MOST_BYTES;
            if (!tooLong) {
                bytes.writeBytes(more);
            }
        }

        /** All of it; empty where there was more than the bound. */
        Optional<String> text() {
            return tooLong ? Optional.empty() : Optional.of(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
