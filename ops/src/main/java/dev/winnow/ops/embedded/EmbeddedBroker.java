package dev.winnow.ops.embedded;

import java.nio.file.Path;
import java.util.Objects;
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
    private final Thread atExit = new Thread(this::shutDown, "embedded-broker-at-exit");
    private BrokerNode node;
    private boolean closed;

    private EmbeddedBroker(BrokerPorts ports, BrokerFolder folder) {
        this.ports = ports;
        this.folder = folder;
    }

    /**
     * Starts a broker on free ports; returns when it takes requests.
     *
     * @throws BrokerStartException when it does not start, on other ports neither
     */
    public static EmbeddedBroker start() {
        return start(BrokerPorts::free, Path.of(System.getProperty("java.io.tmpdir")));
    }

    static EmbeddedBroker start(Supplier<BrokerPorts> portSource, Path parent) {
        BrokerStartException last = null;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return startOn(portSource.get(), parent);
            } catch (BrokerStartException e) {
                LOG.atDebug().addKeyValue("attempt", attempt).setCause(e).log("the embedded broker did not start");
                last = e;
            }
        }
        throw Objects.requireNonNull(last);
    }

    private static EmbeddedBroker startOn(BrokerPorts ports, Path parent) {
        BrokerFolder folder = BrokerFolder.createIn(parent);
        try {
            BrokerNode.format(folder);
            EmbeddedBroker broker = new EmbeddedBroker(ports, folder);
            broker.node = BrokerNode.start(ports, folder);
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
        node = BrokerNode.start(ports, folder);
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
