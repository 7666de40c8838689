package dev.winnow.ops.embedded;

import dev.winnow.ops.stream.WinnowProcessMain;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * The embedded broker in a JVM of its own, with a second listener whose clients are sent to another port: that of whoever
 * stands in between.
 */
public final class BrokerProcessMain {
    private BrokerProcessMain() {}

    /** Takes the folder of the log, the ports of broker, controller and second listener, and the port that one advertises. */
    public static void main(String[] args) {
        WinnowProcessMain.endWithParent();
        BrokerFolder folder = new BrokerFolder(Path.of(args[0]));
        BrokerNode.format(folder);
        BrokerPorts ports = new BrokerPorts(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        Map<String, String> properties = BrokerProperties.of(ports, folder);
        addListener(properties, "listeners", args[3]);
        addListener(properties, "advertised.listeners", args[4]);
        properties.merge("listener.security.protocol.map", "FAR:PLAINTEXT", (old, far) -> old + "," + far);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        server.startup();
        server.awaitShutdown();
    }

    private static void addListener(Map<String, String> properties, String key, String port) {
        properties.merge(key, "FAR://" + EmbeddedBroker.HOST + ":" + port, (old, far) -> old + "," + far);
    }
}
