package dev.winnow.ops.bench.peers;

import dev.winnow.ops.embedded.EmbeddedBroker;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * An application between two topics, on all cores, which it shares with the broker, the sender and the reader.
 *
 * @param broker asked for in every round
 * @param labels class names of the bundle
 */
record StreamPeer(
        String name, Supplier<EmbeddedBroker> broker, int partitions, List<String> labels, Application application)
        implements Peer {

    /** What classifies documents from topic to topic. */
    interface Application {

        /** Starts an instance and returns when it is assigned its partitions, or soon will be. */
        Running start(PeerTopics topics);
    }

    /** An instance that was started. */
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public Round run(List<String> labelled, List<String> texts, Passes passes) {
        try (PeerTopics topics = PeerTopics.create(broker.get(), partitions);
                PeerResults results = new PeerResults(topics, labelled.size());
                Running running = application.start(topics)) {
            results.await(topics.send(labelled));
            double rate = passes.rate(
                    texts.size(),
                    times -> results.await(topics.send(Collections.nCopies(times, texts).stream()
                            .flatMap(List::stream)
                            .toList())));
            return new Round(results.labels(labels), rate);
        }
    }
}
