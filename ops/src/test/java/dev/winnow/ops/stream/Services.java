package dev.winnow.ops.stream;

import dev.winnow.ops.embedded.EmbeddedBroker;

/**
 * One broker and one registry for all tests that do not take them away: each test has topics, group and subjects of its
 * own. The broker ends with the process.
 */
public final class Services {
    private static final EmbeddedBroker BROKER = EmbeddedBroker.start();
    private static final HttpRegistry REGISTRY = new HttpRegistry();

    private Services() {}

    public static String bootstrapServers() {
        return BROKER.bootstrapServers();
    }

    public static HttpRegistry registry() {
        return REGISTRY;
    }
}
