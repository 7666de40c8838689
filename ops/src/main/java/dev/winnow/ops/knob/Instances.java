package dev.winnow.ops.knob;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.management.KnobAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Running instances, asked over HTTP what their knobs do. */
public final class Instances {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final ObjectMapper MAPPER =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final List<URI> addresses;
    private final Optional<String> token;

    /** Instances that ask for no token. */
    public Instances(List<URI> addresses) {
        this(addresses, Optional.empty());
    }

    /**
     * Nobody is asked yet.
     *
     * @param addresses those of {@code management.listen}, for instance {@code http://127.0.0.1:9464}
     * @param token that lets its bearer read, if they ask for one
     */
    public Instances(List<URI> addresses, Optional<String> token) {
        this.addresses = List.copyOf(addresses);
        this.token = token;
    }

    /**
     * What one of them said.
     *
     * @param instance its address
     * @param answer null where it has none
     * @param problem why it has none; null where it has one
     */
    public record Said(String instance, KnobAnswer answer, String problem) {}

    /** Asks all of them. */
    public List<Said> ask() {
        return addresses.stream().map(this::ask).toList();
    }

    private Said ask(URI address) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(address.resolve("/knob")).timeout(PATIENCE);
            token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case 200 -> new Said(address.toString(), MAPPER.readValue(response.body(), KnobAnswer.class), null);
                case 401 ->
                    new Said(
                            address.toString(),
                            null,
                            "it takes no caller without its token: set management.read-token");
                default -> new Said(address.toString(), null, "it answers with status " + response.statusCode());
            };
        } catch (JsonProcessingException e) {
            return new Said(address.toString(), null, "it is no instance of Winnow");
        } catch (IOException e) {
            return new Said(address.toString(), null, "it does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Said(address.toString(), null, "interrupted");
        }
    }
}
