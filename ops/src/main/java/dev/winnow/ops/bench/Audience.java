package dev.winnow.ops.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Somebody who has the console open, without a browser, which would take cores of its own: both event streams are read and thrown away. */
final class Audience implements AutoCloseable {
    private static final List<String> STREAMS = List.of("/console/api/live", "/console/api/results");

    private final List<CompletableFuture<?>> reading;

    private Audience(List<CompletableFuture<?>> reading) {
        this.reading = reading;
    }

    static Audience of(String url) {
        HttpClient client = HttpClient.newHttpClient();
        List<CompletableFuture<?>> reading = STREAMS.stream()
                .<CompletableFuture<?>>map(path -> client.sendAsync(
                        HttpRequest.newBuilder(URI.create(url + path))
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.discarding()))
                .toList();
        return new Audience(reading);
    }

    @Override
    public void close() {
        reading.forEach(stream -> stream.cancel(true));
    }
}
