package dev.winnow.topology.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.topology.observe.Pipeline;
import dev.winnow.topology.observe.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

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

        // When
        observers.read(PIPELINE, 1);
        observers.read(PIPELINE, 2);

        // Then
        assertThat(seen).containsExactly(1L, 2L);
    }
}
