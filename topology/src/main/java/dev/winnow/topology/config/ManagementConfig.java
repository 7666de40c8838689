package dev.winnow.topology.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the process answers questions about its health.
 *
 * @param listen {@code HOST:PORT}; empty for nowhere, port 0 for any free one
 */
public record ManagementConfig(String listen) {

    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");
    private static final int LARGEST_PORT = 65_535;

    /**
     * The parts of {@code listen}.
     *
     * @param host name or address, IPv6 in brackets
     * @param port 0 for any free one
     */
    public record Address(String host, int port) {}

    public ManagementConfig {
        if (!listen.isEmpty() && parse(listen).isEmpty()) {
            throw new IllegalArgumentException(
                    "listen '" + listen + "' is no address such as 127.0.0.1:9464; empty for none");
        }
    }

    public static ManagementConfig defaults() {
        return new ManagementConfig("");
    }

    /** Empty where nobody is to be answered. */
    public Optional<Address> address() {
        return parse(listen);
    }

    private static Optional<Address> parse(String listen) {
        Matcher matcher = ADDRESS.matcher(listen);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > LARGEST_PORT) {
            return Optional.empty();
        }
        return Optional.of(new Address(matcher.group(1), Integer.parseInt(matcher.group(2))));
    }
}
