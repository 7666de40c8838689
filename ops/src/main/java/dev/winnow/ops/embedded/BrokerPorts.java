package dev.winnow.ops.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports of a broker on the loopback interface.
 *
 * @param broker where clients connect
 * @param controller where the broker finds its own controller; a combined KRaft node needs to know it beforehand, so
 *     that port 0 cannot be left to the operating system
 */
record BrokerPorts(int broker, int controller) {

    /** Two ports that were free a moment ago; another process may take one of them before the broker does. */
    static BrokerPorts free() {
        try (ServerSocket first = listen();
                ServerSocket second = listen()) {
            return new BrokerPorts(first.getLocalPort(), second.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback interface", e);
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
