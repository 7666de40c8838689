package dev.winnow.ops.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Somebody who has the console open, without a browser, which would take cores of its own: both event streams are read and
 * thrown away. It is there only when both were answered and a tick came: the price of an audience that was refused is nothing,
 * and would be reported as such.
 */
final class Audience implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;

    private final Reader ticks;
    private final Reader results;

    private Audience(Reader ticks, Reader results) {
        this.ticks = ticks;
        this.results = results;
    }

    /**
     * Looks, and waits for the first tick.
     *
     * @param url of the management server
     * @throws IllegalStateException when it is not shown what a page is shown
     */
    static Audience of(String url) {
        HttpClient client = HttpClient.newHttpClient();
        Audience audience = new Audience(
                new Reader(client, url + "/console/api/live"), new Reader(client, url + "/console/api/results"));
        try {
            audience.ticks.awaitAnswer();
            audience.results.awaitAnswer();
            audience.ticks.awaitEvent();
        } catch (IllegalStateException e) {
            audience.close();
            throw e;
        }
        return audience;
    }

    @Override
    public void close() {
        ticks.close();
        results.close();
    }

    /** Reads one stream line by line. */
    private static final class Reader implements Flow.Subscriber<String> {
        private final String url;
        private final CompletableFuture<Integer> status = new CompletableFuture<>();
        private final CompletableFuture<String> event = new CompletableFuture<>();
        private final CompletableFuture<?> reading;

        Reader(HttpClient client, String url) {
            this.url = url;
            this.reading = client.sendAsync(
                    HttpRequest.newBuilder(URI.create(url))
                            .header("Accept", "text/event-stream")
                            .build(),
                    head -> answered(head.statusCode()));
        }

        private BodySubscriber<Void> answered(int code) {
            status.complete(code);
            return BodySubscribers.fromLineSubscriber(this);
        }

        void awaitAnswer() {
            int code = await(status, "no answer");
            if (code != OK) {
                throw new IllegalStateException("%s: status %d, so nobody looks".formatted(url, code));
            }
        }

        void awaitEvent() {
            String unused = await(event, "no event");
        }

        private <T> T await(CompletableFuture<T> something, String missing) {
            try {
                return something.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                throw new IllegalStateException("%s: %s, so nobody looks".formatted(url, missing), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        void close() {
            reading.cancel(true);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("event:")) {
                event.complete(line);
            }
        }

        @Override
        public void onError(Throwable failure) {
            event.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            event.completeExceptionally(new IllegalStateException("it ended"));
        }
    }
}
