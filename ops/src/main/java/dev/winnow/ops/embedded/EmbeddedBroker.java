package dev.winnow.ops.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this process, for the demo and for tests: one KRaft node on the loopback interface, its log in
 * a temporary folder.
 *
 * <p>{@link #stop()} and {@link #restart()} keep address and log, so that a broker that is gone for a while can be
 * played; {@link #close()} removes the log. When the process ends first, a shutdown hook does the same.
 */
public final class EmbeddedBroker implements AutoCloseable {
    static final String HOST = "127.0.0.1";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final int ATTEMPTS = 5;

    private final BrokerPorts ports;
    private final BrokerFolder folder;
    private final Consumer<Map<String, String>> adjustment;
    private final Thread atExit = new Thread(this::shutDown, "embedded-broker-at-exit");
    private BrokerNode node;
    private boolean closed;

    private EmbeddedBroker(BrokerPorts ports, BrokerFolder folder, Consumer<Map<String, String>> adjustment) {
        this.ports = ports;
        this.folder = folder;
        this.adjustment = adjustment;
    }

    /**
     * Starts a broker on free ports; returns when it takes requests.
     *
     * @throws BrokerStartException when it does not start, on other ports neither
     */
    public static EmbeddedBroker start() {
        return start(properties -> {});
    }

    /**
     * The same with other settings, for instance a second listener.
     *
     * @param adjustment changes the broker's properties before each of its starts
     */
    public static EmbeddedBroker start(Consumer<Map<String, String>> adjustment) {
        return start(BrokerPorts::free, Path.of(System.getProperty("java.io.tmpdir")), adjustment);
    }

    static EmbeddedBroker start(Supplier<BrokerPorts> portSource, Path parent) {
        return start(portSource, parent, properties -> {});
    }

    private static EmbeddedBroker start(
            Supplier<BrokerPorts> portSource, Path parent, Consumer<Map<String, String>> adjustment) {
        BrokerStartException last = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return startOn(portSource.get(), parent, adjustment);
            } catch (BrokerStartException e) {
                LOG.atDebug().addKeyValue("attempt", attempt).setCause(e).log("the embedded broker did not start");
                last = e;
            }
        }
        throw Objects.requireNonNull(last);
    }

    private static EmbeddedBroker startOn(BrokerPorts ports, Path parent, Consumer<Map<String, String>> adjustment) {
        BrokerFolder folder = BrokerFolder.createIn(parent);
        try {
            BrokerNode.format(folder);
            EmbeddedBroker broker = new EmbeddedBroker(ports, folder, adjustment);
            broker.node = broker.startNode();
            Runtime.getRuntime().addShutdownHook(broker.atExit);
            return broker;
        } catch (RuntimeException e) {
            folder.delete();
            throw e;
        }
    }

    /** For {@code bootstrap.servers}; the same for the broker's whole life. */
    public String bootstrapServers() {
        return HOST + ":" + ports.broker();
    }

    /** Ends the broker in good order and keeps its log. */
    public synchronized void stop() {
        if (node != null) {
            node.stop();
            node = null;
        }
    }

    /**
     * Starts a stopped broker at the same address with its old log.
     *
     * @throws BrokerStartException when it does not start, for instance because its port was taken meanwhile
     */
    public synchronized void restart() {
        if (closed || node != null) {
            throw new IllegalStateException(closed ? "the broker is closed" : "the broker is running");
        }
        node = startNode();
    }

    private BrokerNode startNode() {
        Map<String, String> properties = BrokerProperties.of(ports, folder);
        adjustment.accept(properties);
        return BrokerNode.start(ports, properties);
    }

    /**
     * Takes the shutdown hook away. Hooks run at the same time: an owner that has to end clients before their broker
     * registers one hook of its own, which closes both in order.
     */
    public void leaveExitToOwner() {
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    @Override
    public void close() {
        shutDown();
        try {
            leaveExitToOwner();
        } catch (IllegalStateException e) {
            LOG.atTrace().setCause(e).log("the process is ending: its hooks stay as they are");
        }
    }

    private synchronized void shutDown() {
        if (!closed) {
            closed = true;
            stop();
            folder.delete();
        }
    }
}
