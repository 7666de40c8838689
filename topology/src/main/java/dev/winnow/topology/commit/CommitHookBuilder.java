package dev.winnow.topology.commit;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds the hook as Kafka Streams wants stores built; it has no cache and no changelog to choose. */
record CommitHookBuilder(String name) implements StoreBuilder<CommitHook> {

    @Override
    public CommitHook build() {
        return new CommitHook(name);
    }

    @Override
    public boolean loggingEnabled() {
        return false;
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public StoreBuilder<CommitHook> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<CommitHook> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<CommitHook> withLoggingEnabled(Map<String, String> config) {
        throw new UnsupportedOperationException("the commit hook keeps nothing that could be logged");
    }

    @Override
    public StoreBuilder<CommitHook> withLoggingDisabled() {
        return this;
    }
}
