package dev.winnow.ops.faults;

import dev.winnow.ops.embedded.BrokerProcessMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A broker in a JVM of its own, and a gateway to it that can be shut. */
final class BrokerProcess implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Process process;
    private final int port;
    private final Gateway gateway;

    private BrokerProcess(Process process, int port, Gateway gateway) {
        this.process = process;
        this.port = port;
        this.gateway = gateway;
    }

    /** Starts it; returns before it takes requests. */
    static BrokerProcess start(Path folder) {
        try {
            int[] ports = freePorts(3);
            Gateway gateway = new Gateway(ports[2]);
            Path data = Files.createDirectories(folder.resolve("broker"));
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-Dlogback.configurationFile=logback-faults.xml",
                    "-cp",
                    System.getProperty("java.class.path"),
                    BrokerProcessMain.class.getName(),
                    data.toString()));
            for (int port : new int[] {ports[0], ports[1], ports[2], gateway.port()}) {
                command.add(String.valueOf(port));
            }
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("broker-log").toFile())
                    .start();
            return new BrokerProcess(process, ports[0], gateway);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] freePorts(int count) throws IOException {
        int[] ports = new int[count];
        List<ServerSocket> sockets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            ports[i] = socket.getLocalPort();
        }
        for (ServerSocket socket : sockets) {
            socket.close();
        }
        return ports;
    }

    /** Where it is reached whatever the gateway does. */
    String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** Where it is reached through the gateway, and from there through nothing else. */
    String bootstrapServersBehindGateway() {
        return HOST + ":" + gateway.port();
    }

    Gateway gateway() {
        return gateway;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        gateway.close();
    }
}
