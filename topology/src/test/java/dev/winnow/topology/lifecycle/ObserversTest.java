package dev.winnow.topology.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.winnow.topology.observe.Pipeline;
import dev.winnow.topology.observe.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ObserversTest {

    private static final Pipeline PIPELINE = new Pipeline("comments", "labels", "parity");

    /** What was read, in nanoseconds. */
    private final List<Long> seen = new ArrayList<>();

    private StreamObserver recording() {
        return new StreamObserver() {
            @Override
            public void read(Pipeline pipeline, long nanos) {
                seen.add(nanos);
            }
        };
    }

    private static StreamObserver failing(Throwable failure) {
        return new StreamObserver() {
            @Override
            public void read(Pipeline pipeline, long nanos) {
                ObserversTest.<RuntimeException>raise(failure);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable failure) throws T {
        throw (T) failure;
    }

    @Test
    void shouldTellAllInTheOrderTheyCame() {
        // Given
        Observers observers = new Observers(recording());
        observers.add(recording());

        // When
        observers.read(PIPELINE, 7);

        // Then
        assertThat(seen).containsExactly(7L, 7L);
    }

    @Test
    void shouldHarmNobodyWhenOneFails() {
        // Given
        Observers observers = new Observers(failing(new IllegalStateException("a broken gauge")));
        observers.add(failing(new NoClassDefFoundError("gone")));
        observers.add(failing(new AssertionError("wrong")));
        observers.add(recording());

        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(Observers.class);
        logger.addAppender(log);

        // When
        observers.read(PIPELINE, 1);
        observers.read(PIPELINE, 2);

        // Then
        logger.detachAppender(log);
        assertThat(seen).containsExactly(1L, 2L);
        assertThat(log.list).as("the first of six failures").singleElement().satisfies(event -> assertThat(
                        event.getThrowableProxy().getMessage())
                .isEqualTo("a broken gauge"));
    }
}
