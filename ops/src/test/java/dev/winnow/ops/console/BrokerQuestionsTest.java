package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.ops.console.BrokerQuestions.UnansweredException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a broker that does not answer until it is told to. */
class BrokerQuestionsTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int OTHERS = 10;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void release() {
        released.countDown();
        callers.shutdownNow();
    }

    private String hang() throws InterruptedException {
        asked.countDown();
        return released.await(1, TimeUnit.MINUTES) ? "at last" : "never";
    }

    @Test
    void shouldLetOneWaitAndTurnTheOthersAway() throws Exception {
        try (BrokerQuestions broker = new BrokerQuestions()) {
            // Given
            Callable<String> first = () -> broker.run(this::hang, LONG);
            Callable<String> more = () -> broker.run(() -> "its turn", LONG);
            Future<String> hanging = callers.submit(first);
            asked.await();

            // When
            ExecutorCompletionService<String> done = new ExecutorCompletionService<>(callers);
            for (int caller = 0; caller < OTHERS + 1; caller++) {
                var unused = done.submit(more);
            }

            // Then
            for (int caller = 0; caller < OTHERS; caller++) {
                Future<String> refused = done.poll(30, TimeUnit.SECONDS);
                assertThat(refused).as("while the first hangs").isNotNull();
                assertThatThrownBy(refused::get)
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(UnansweredException.class)
                        .hasMessageContaining("try again");
            }
            released.countDown();
            assertThat(hanging.get(1, TimeUnit.MINUTES)).isEqualTo("at last");
            assertThat(done.poll(1, TimeUnit.MINUTES).get()).isEqualTo("its turn");
        }
    }
}
