package dev.winnow.ops.management.access;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where pages come from that a browser lets ask. A page of a stranger can send requests to this address, and can give its own name
 * this address (DNS rebinding) to read the answers; a browser says both, in {@code Origin}, {@code Sec-Fetch-Site} and
 * {@code Host}. Programs send none of the first two, and are not asked.
 *
 * <p>The port in {@code Host} is not compared with ours: behind {@code ssh -L} or {@code kubectl port-forward} it is another one,
 * and a page cannot choose it without the name.
 */
final class Origins {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final String listen;
    private final boolean loopback;
    private final Optional<URI> publicUrl;

    private Origins(String listen, Optional<URI> publicUrl) {
        this.listen = listen.toLowerCase(Locale.ROOT);
        this.loopback = isLoopback(listen);
        this.publicUrl = publicUrl;
    }

    static Origins of(String host, String publicUrl) {
        return new Origins(host, publicUrl.isEmpty() ? Optional.empty() : Optional.of(URI.create(publicUrl)));
    }

    /** Whether a name or an address is this machine's own, which no other machine reaches. */
    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether others than this machine can reach it, by themselves or through a proxy. */
    boolean isExposed() {
        return !loopback || publicUrl.isPresent();
    }

    /** Whether browsers reach it by https. */
    boolean isSecure() {
        return publicUrl.filter(url -> url.getScheme().equals("https")).isPresent();
    }

    /** Whether it may be asked under this name. */
    boolean allowsHost(String host) {
        return host != null && (!loopback || isOwn(name(host)) || isPublic(host));
    }

    /** Loopback has more addresses than one, and more names. */
    private boolean isOwn(String name) {
        return LOOPBACK.contains(name) || name.equals(listen);
    }

    /** Whether a browser may send such a request for the page that wants it. */
    boolean allowsFetch(String site, String mode, String method) {
        boolean foreign = "cross-site".equals(site) || "same-site".equals(site);
        return !foreign || ("navigate".equals(mode) && method.equals("GET"));
    }

    /** Whether a change comes from a page of ours, or from no page. */
    boolean allowsChange(String site, String origin, String host) {
        boolean sameSite = site == null || site.equals("same-origin");
        return sameSite && (origin == null || isOurs(origin, host));
    }

    private boolean isOurs(String origin, String host) {
        return origin.equals("http://" + host)
                || publicUrl.filter(url -> url.toString().equals(origin)).isPresent();
    }

    private boolean isPublic(String host) {
        return publicUrl.filter(url -> url.getAuthority().equals(host)).isPresent();
    }

    private static String name(String host) {
        return host.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
    }
}
