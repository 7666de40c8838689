package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.ops.console.BrokerQuestions.UnansweredException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With one thread that asks a broker that does not answer until it is told to; the others are the test's own. */
class CachedAnswerTest {
    private static final int OTHERS = 10;

    private final CachedAnswer<String> stale = new CachedAnswer<>(Duration.ZERO);
    private final CachedAnswer<String> fresh = new CachedAnswer<>(Duration.ofDays(1));
    private final ExecutorService caller = Executors.newSingleThreadExecutor();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
        caller.shutdownNow();
    }

    private String hang() {
        asked.countDown();
        try {
            return released.await(30, TimeUnit.SECONDS) ? "second" : "nobody was answered meanwhile";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Future<String> askOf(CachedAnswer<String> cached) throws InterruptedException {
        Callable<String> question = () -> cached.get(this::hang);
        Future<String> answer = caller.submit(question);
        asked.await();
        return answer;
    }

    @Test
    void shouldNotWaitForLongWhileAnotherAsksForTheFirstTime() throws Exception {
        // Given
        Future<String> answer = askOf(stale);

        // When / Then
        assertThatThrownBy(() -> stale.get(() -> "asked besides"))
                .isInstanceOf(UnansweredException.class)
                .hasMessageContaining("try again");
        released.countDown();
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("second");
    }

    @Test
    void shouldGiveTheAnswerBeforeWhileAnotherAsks() throws Exception {
        // Given
        String first = stale.get(() -> "first");
        Future<String> answer = askOf(stale);

        // When / Then
        for (int other = 0; other < OTHERS; other++) {
            assertThat(stale.get(() -> "asked besides")).isEqualTo(first);
        }
        released.countDown();
        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo("second");
    }

    @Test
    void shouldAskAnewWhenTheAnswerIsForgottenWhileItIsAsked() throws Exception {
        // Given
        Future<String> answer = askOf(fresh);
        fresh.forget();
        released.countDown();
        answer.get(30, TimeUnit.SECONDS);

        // When
        String next = fresh.get(() -> "third");

        // Then
        assertThat(next).isEqualTo("third");
        assertThat(fresh.get(() -> "fourth")).as("still known").isEqualTo("third");
    }
}
