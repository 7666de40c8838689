package dev.winnow.ops.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.management.HealthReport;
import dev.winnow.ops.management.KnobAnswer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Other instances, asked all at once how they are and what their knobs do, and for a short time only. */
final class Peers {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final List<URI> addresses;

    /**
     * What one of them said.
     *
     * @param instance its address
     * @param health how it is; null where it has no answer
     * @param knob what its knobs do; null likewise
     * @param problem why it has none; null where it has one
     */
    record Peer(String instance, HealthReport health, KnobAnswer knob, String problem) {}

    Peers(List<URI> addresses) {
        this.addresses = List.copyOf(addresses);
    }

    List<Peer> ask() {
        List<CompletableFuture<Peer>> answers =
                addresses.stream().map(this::ask).toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Peer> ask(URI address) {
        CompletableFuture<HealthReport> health = get(address, "/readyz", HealthReport.class);
        CompletableFuture<KnobAnswer> knob = get(address, "/knob", KnobAnswer.class);
        return health.thenCombine(knob, (how, what) -> new Peer(address.toString(), how, what, null))
                .exceptionally(failure -> new Peer(address.toString(), null, null, problem(failure)));
    }

    private <T> CompletableFuture<T> get(URI address, String path, Class<T> type) {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> read(response, type));
    }

    private static <T> T read(HttpResponse<String> response, Class<T> type) {
        try {
            return MAPPER.readValue(response.body(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    response.statusCode() == 200 || response.statusCode() == 503
                            ? "it is no instance of Winnow"
                            : "it answers with status " + response.statusCode(),
                    e);
        }
    }

    private static String problem(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof IllegalStateException ? cause.getMessage() : "it does not answer";
    }
}
