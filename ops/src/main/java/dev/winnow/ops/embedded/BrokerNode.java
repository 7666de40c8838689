package dev.winnow.ops.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One run of the server, from start to stop. */
final class BrokerNode {
    private final KafkaRaftServer server;

    private BrokerNode(KafkaRaftServer server) {
        this.server = server;
    }

    /** Writes the identity of node and cluster into an empty folder, as {@code kafka-storage format} does. */
    static void format(BrokerFolder folder) {
        String path = folder.path().toString();
        try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(nowhere)
                    .setNodeId(BrokerProperties.NODE_ID)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName(BrokerProperties.CONTROLLER)
                    .setMetadataLogDirectory(path)
                    .setDirectories(List.of(path))
                    .run();
        } catch (Exception e) {
            throw new BrokerStartException("the folder %s cannot be formatted".formatted(path), e);
        }
    }

    /**
     * Starts the server and waits until it takes requests.
     *
     * <p>The server ends the whole process when its controller cannot start, a taken port included. For the time of
     * the start that becomes an exception; it is a setting of the process, hence one start at a time.
     */
    static BrokerNode start(BrokerPorts ports, Map<String, String> properties) {
        synchronized (BrokerNode.class) {
            Exit.setExitProcedure(BrokerNode::refuseExit);
            Exit.setHaltProcedure(BrokerNode::refuseExit);
            try {
                return startServer(ports, properties);
            } finally {
                Exit.resetExitProcedure();
                Exit.resetHaltProcedure();
            }
        }
    }

    private static BrokerNode startServer(BrokerPorts ports, Map<String, String> properties) {
        KafkaConfig config = new KafkaConfig(properties, false);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        try {
            server.startup();
            return new BrokerNode(server);
        } catch (Exception e) {
            // Exception, not RuntimeException: Scala throws checked ones without declaring them.
            server.shutdown();
            throw new BrokerStartException(
                    "no broker on ports %d and %d: %s".formatted(ports.broker(), ports.controller(), e.getMessage()),
                    e);
        }
    }

    private static void refuseExit(int status, String message) {
        throw new IllegalStateException(
                "the broker wants to end the process with status %d: %s".formatted(status, message));
    }

    void stop() {
        server.shutdown();
        server.awaitShutdown();
    }
}
