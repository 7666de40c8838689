package dev.winnow.ops.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes connections on to a port, until it is shut: then nothing gets through in either direction and nobody is told, as
 * when a switch fails. What was on its way arrives when it opens again, as packets do that were sent once more, though
 * its sender may have given up long ago.
 */
final class Gateway implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private boolean shut;

    Gateway(int target) throws IOException {
        this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        this.target = target;
        begin("gateway", this::acceptAll);
    }

    int port() {
        return server.getLocalPort();
    }

    synchronized void shut() {
        shut = true;
    }

    synchronized void open() {
        shut = false;
        notifyAll();
    }

    private synchronized void awaitOpen() throws InterruptedException {
        while (shut) {
            wait();
        }
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                sockets.add(near);
                begin("gateway-connection", () -> connect(near));
            } catch (IOException e) {
                // Closed, or a caller who did not wait.
            }
        }
    }

    private void connect(Socket near) {
        try {
            awaitOpen();
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            sockets.add(far);
            begin("gateway-there", () -> pass(near, far));
            begin("gateway-back", () -> pass(far, near));
        } catch (IOException e) {
            end(near);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            int size = in.read(chunk);
            while (size >= 0) {
                awaitOpen();
                out.write(chunk, 0, size);
                size = in.read(chunk);
            }
            awaitOpen();
        } catch (IOException e) {
            // One end is gone; the other is told below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(from);
        end(to);
    }

    private void end(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void begin(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        open();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sockets.forEach(this::end);
    }
}
