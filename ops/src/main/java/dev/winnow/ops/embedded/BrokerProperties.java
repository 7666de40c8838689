package dev.winnow.ops.embedded;

import java.util.HashMap;
import java.util.Map;

/** Configuration of one node that is broker and controller at once, small enough to live beside the application. */
final class BrokerProperties {
    static final int NODE_ID = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final String LARGEST_RECORD_BYTES = String.valueOf(16 * 1024 * 1024);

    private BrokerProperties() {}

    static Map<String, String> of(BrokerPorts ports, BrokerFolder folder) {
        Map<String, String> properties = new HashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", String.valueOf(NODE_ID));
        properties.put("log.dirs", folder.path().toString());
        putListeners(properties, ports);
        putSingleReplica(properties);
        properties.put("auto.create.topics.enable", "false");
        // A new consumer group waits three seconds for further members by default: nobody else comes here.
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.streams.initial.rebalance.delay.ms", "0");
        // Tests let members fail, and wait for the others to notice.
        properties.put("group.min.session.timeout.ms", "1000");
        // The default is ten seconds more of waiting for everybody who reads behind a transaction that a killed member
        // left.
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // The default of one megabyte with headers refuses a document of one megabyte.
        properties.put("message.max.bytes", LARGEST_RECORD_BYTES);
        properties.put("replica.fetch.max.bytes", LARGEST_RECORD_BYTES);
        properties.put("log.segment.bytes", String.valueOf(64 * 1024 * 1024));
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 * 1024 * 1024));
        return properties;
    }

    private static void putListeners(Map<String, String> properties, BrokerPorts ports) {
        String broker = "PLAINTEXT://%s:%d".formatted(EmbeddedBroker.HOST, ports.broker());
        String controller = "%s:%d".formatted(EmbeddedBroker.HOST, ports.controller());
        properties.put("listeners", broker + "," + CONTROLLER + "://" + controller);
        properties.put("advertised.listeners", broker);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("inter.broker.listener.name", "PLAINTEXT");
        properties.put("controller.listener.names", CONTROLLER);
        properties.put("controller.quorum.voters", NODE_ID + "@" + controller);
    }

    private static void putSingleReplica(Map<String, String> properties) {
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "5");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "5");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
    }
}
