package dev.winnow.ops.management;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.topology.config.ManagementConfig;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Asks running instances what their {@link ManagementServer} answers. For any number of instances and by several threads; an
 * instance of another version may say more or less than this one knows.
 */
public final class ManagementClient {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Set<Integer> NO_RIGHT = Set.of(401, 403);
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "[::]");
    private static final int OK = 200;
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
        HttpResponse<String> response = get(instance, "/readyz");
        return read(accepted(response, Set.of(OK, NOT_READY)), HealthReport.class);
    }

    /** What its knobs do. */
    public KnobAnswer knobs(URI instance) throws NoAnswerException {
        return read(accepted(get(instance, "/knob"), Set.of(OK)), KnobAnswer.class);
    }

    /** Its metrics in the text format of Prometheus; empty where it has none. */
    public Optional<String> metrics(URI instance) throws NoAnswerException {
        HttpResponse<String> response = get(instance, "/metrics");
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(accepted(response, Set.of(OK)));
    }

    private static String accepted(HttpResponse<String> response, Set<Integer> statuses) throws NoAnswerException {
        if (NO_RIGHT.contains(response.statusCode())) {
            throw new NoAnswerException("it wants another token (status " + response.statusCode() + ")");
        }
        if (!statuses.contains(response.statusCode())) {
            throw new NoAnswerException("it answers with status " + response.statusCode());
        }
        return response.body();
    }

    private static <T> T read(String body, Class<T> type) throws NoAnswerException {
        try {
            return MAPPER.readValue(body, type);
        } catch (JsonProcessingException e) {
            throw new NoAnswerException("it is no instance of Winnow", e);
        }
    }

    private HttpResponse<String> get(URI instance, String path) throws NoAnswerException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(instance.resolve(path)).timeout(PATIENCE);
        token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw new NoAnswerException("it does not answer in time", e);
        } catch (ConnectException e) {
            throw new NoAnswerException("it does not answer: nothing listens there", e);
        } catch (IOException e) {
            throw new NoAnswerException("it does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("interrupted", e);
        }
    }
}
