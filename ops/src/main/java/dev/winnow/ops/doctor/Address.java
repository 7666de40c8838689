package dev.winnow.ops.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and a port that somebody should listen at.
 *
 * @param host name or address, IPv6 without brackets
 * @param port not 0
 */
record Address(String host, int port) {
    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:\\w+://)?\\[?([^\\[\\]]+?)]?:(\\d{1,5})");
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Those of a list with commas, as Kafka writes it; what is no address is left out. */
    static List<Address> list(String servers) {
        return Arrays.stream(servers.split(",", -1))
                .map(String::strip)
                .map(HOST_AND_PORT::matcher)
                .filter(Matcher::matches)
                .map(match -> new Address(match.group(1), Integer.parseInt(match.group(2))))
                .toList();
    }

    boolean isLoopback() {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
    }

    /** Why nobody can be reached at some of them. They are asked at the same time: each dead one takes all the patience. */
    static List<String> troubles(Collection<Address> addresses) {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "winnow-doctor-address");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<CompletableFuture<Optional<String>>> answers = addresses.stream()
                    .map(address -> CompletableFuture.supplyAsync(address::trouble, threads))
                    .toList();
            return answers.stream()
                    .map(CompletableFuture::join)
                    .flatMap(Optional::stream)
                    .toList();
        } finally {
            threads.shutdown();
        }
    }

    /** Why nobody can be reached there; empty where somebody accepts the connection. */
    Optional<String> trouble() {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            return Optional.of("%s: the name '%s' is not known".formatted(this, host));
        }
        try (Socket socket = new Socket()) {
            socket.connect(address, Math.toIntExact(PATIENCE.toMillis()));
            return Optional.empty();
        } catch (SocketTimeoutException e) {
            return Optional.of("%s: no answer within %d s, as behind a firewall".formatted(this, PATIENCE.toSeconds()));
        } catch (UnknownHostException e) {
            return Optional.of("%s: the name '%s' is not known".formatted(this, host));
        } catch (ConnectException e) {
            return Optional.of("%s: nobody listens there (%s)".formatted(this, e.getMessage()));
        } catch (IOException e) {
            return Optional.of("%s: %s".formatted(this, e.getMessage()));
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
