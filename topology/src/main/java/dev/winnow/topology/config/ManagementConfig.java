package dev.winnow.topology.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the process answers over HTTP, and who may ask.
 *
 * @param listen {@code HOST:PORT}; empty for nowhere, port 0 for any free one
 * @param publicUrl address that browsers know it by behind a proxy, for instance {@code https://winnow.example.org}; empty for
 *     none
 * @param operateToken lets its bearer change something; empty for none
 * @param operateTokenFile file with that token instead
 * @param readToken lets its bearer read; empty for none
 * @param readTokenFile file with that token instead
 */
public record ManagementConfig(
        String listen,
        String publicUrl,
        String operateToken,
        String operateTokenFile,
        String readToken,
        String readTokenFile) {

    /** Shorter secrets can be guessed. */
    public static final int SHORTEST_TOKEN = 16;

    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");
    private static final Pattern ORIGIN = Pattern.compile("https?://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?");
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
        if (!publicUrl.isEmpty() && !ORIGIN.matcher(publicUrl).matches()) {
            throw new IllegalArgumentException(
                    "public-url '" + publicUrl + "' is no address such as https://winnow.example.org, without a path");
        }
        checkToken("operate-token", operateToken, operateTokenFile);
        checkToken("read-token", readToken, readTokenFile);
    }

    private static void checkToken(String key, String token, String file) {
        if (!token.isEmpty() && !file.isEmpty()) {
            throw new IllegalArgumentException(key + " and " + key + "-file are both set; one of them is enough");
        }
        if (!token.isEmpty() && token.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException(
                    "%s must have at least %d characters, not %d".formatted(key, SHORTEST_TOKEN, token.length()));
        }
    }

    public static ManagementConfig defaults() {
        return at("");
    }

    /** An address without tokens. */
    public static ManagementConfig at(String listen) {
        return new ManagementConfig(listen, "", "", "", "", "");
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

    /** Leaves the tokens out. */
    @Override
    public String toString() {
        return "ManagementConfig[listen=%s, publicUrl=%s]".formatted(listen, publicUrl);
    }
}
