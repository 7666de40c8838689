package dev.winnow.ops.management.access;

import dev.winnow.topology.config.ManagementConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at every request before any route does, and refuses what may not be: one place for all of them. */
public final class Guard {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final String COOKIE = "winnow-session-";
    private static final String BEARER = "Bearer ";
    private static final String JSON = "application/json";
    private static final Set<HandlerType> READS = Set.of(HandlerType.GET, HandlerType.HEAD);

    /** What proxies add to say for whom they ask. */
    private static final List<String> PROXY_HEADERS = List.of("X-Forwarded-For", "Forwarded", "X-Real-IP");

    private final Origins origins;
    private final Tokens tokens;
    private final AccessRules rules;
    private final int largestBody;
    private final Sessions sessions;
    private final WrongTokens wrongTokens;
    private final RequestRate rate = new RequestRate(System::nanoTime);

    /**
     * @param host where the server listens
     * @param largestBody bytes
     * @throws IllegalStateException when a token file cannot be used
     */
    public Guard(String host, ManagementConfig config, int largestBody, InstantSource clock) {
        this.origins = Origins.of(host, config.publicUrl());
        this.tokens = Tokens.of(config);
        this.rules = new AccessRules(origins.isExposed(), tokens);
        this.largestBody = largestBody;
        this.sessions = new Sessions(clock);
        this.wrongTokens = new WrongTokens(clock);
        if (origins.isExposed() && !tokens.hasOperate()) {
            LOG.atWarn()
                    .log("changes over HTTP are off: management.operate-token is not set, and others can reach"
                            + " management.listen");
        }
    }

    /** Whether others than this machine can reach a server of this configuration. */
    public static boolean isExposed(ManagementConfig config) {
        return config.address()
                .filter(address ->
                        Origins.of(address.host(), config.publicUrl()).isExposed())
                .isPresent();
    }

    /** Whether browsers reach the server by https. */
    public boolean isSecure() {
        return origins.isSecure();
    }

    /** Whether a request is one that changes nothing. */
    public static boolean isRead(Context context) {
        return READS.contains(context.method());
    }

    /** Refuses what no route has to see. */
    public void admit(Context context) {
        if (!isRead(context)) {
            // Before anything else: what is refused below is written down, and must not be so without bound.
            limitRate(context);
        }
        String host = context.header(Header.HOST);
        if (!origins.allowsHost(host)) {
            throw refused(403, "no such host here; ask for localhost or an address of management.public-url");
        }
        refuseUnknownProxy(context);
        String site = context.header("Sec-Fetch-Site");
        String method = context.method().name();
        if (!origins.allowsFetch(site, context.header("Sec-Fetch-Mode"), method)) {
            throw refused(403, "another site may not ask");
        }
        if (!isRead(context)) {
            if (!origins.allowsChange(site, context.header(Header.ORIGIN), host)) {
                throw refused(403, "another site may not change anything");
            }
            checkBody(context);
        }
    }

    /** On loopback nobody needs a token; a proxy that nobody told us of would let everybody have that. */
    private void refuseUnknownProxy(Context context) {
        if (!origins.isExposed() && PROXY_HEADERS.stream().anyMatch(header -> context.header(header) != null)) {
            throw refused(403, "it came through a proxy: set management.public-url and tokens");
        }
    }

    private void checkBody(Context context) {
        if (context.header(Header.TRANSFER_ENCODING) != null) {
            throw refused(411, "say the length of the body in Content-Length");
        }
        if (context.req().getContentLengthLong() > largestBody) {
            throw refused(413, "a body has %d bytes at most".formatted(largestBody));
        }
        boolean bodyless =
                context.method() == HandlerType.DELETE && context.req().getContentLengthLong() <= 0;
        if (!bodyless && !isJson(context.contentType())) {
            throw refused(415, "send " + JSON);
        }
    }

    private static boolean isJson(String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase(JSON);
    }

    /** Refuses what this caller may not have of a route. */
    public void authorize(Context context, Access access) {
        if (access == Access.OPEN) {
            return;
        }
        if (isRead(context)) {
            // Others were counted when they were admitted.
            limitRate(context);
        }
        Caller caller = identify(context);
        caller.attachTo(context);
        rules.check(access, caller.grant()).ifPresent(refusal -> {
            if (refusal.status() == 401) {
                context.header(Header.WWW_AUTHENTICATE, "Bearer realm=\"winnow\"");
            }
            throw refused(refusal.status(), refusal.reason());
        });
    }

    /** Whether a caller who was authorized for one thing may have another, too. */
    public boolean permits(Context context, Access access) {
        return rules.check(access, Caller.of(context).grant()).isEmpty();
    }

    private void limitRate(Context context) {
        if (!rate.take(context.ip())) {
            throw tooMany(context, Duration.ofSeconds(1), "too many requests");
        }
    }

    private Caller identify(Context context) {
        String header = context.header(Header.AUTHORIZATION);
        if (header != null && header.startsWith(BEARER) && !tokens.isEmpty()) {
            Grant grant = grantOf(context, header.substring(BEARER.length()).strip());
            return new Caller(grant, grant.label(), context.ip());
        }
        return Optional.ofNullable(context.cookie(cookie(context)))
                .flatMap(sessions::grantOf)
                .map(grant -> new Caller(grant, grant.label() + " session", context.ip()))
                .orElseGet(() -> Caller.unknown(context));
    }

    private Grant grantOf(Context context, String token) {
        wrongTokens.left(context.ip()).ifPresent(left -> {
            throw tooMany(context, left, "too many wrong tokens");
        });
        Grant grant = tokens.grantOf(token);
        if (grant == Grant.NONE) {
            wrongTokens.add(context.ip());
            // Reads are in no audit trail, and a guess is worth knowing of. They have to wait, so this is not written
            // often.
            LOG.atWarn().addKeyValue("from", context.ip()).log("a wrong token was shown");
            throw refused(401, "wrong token");
        }
        wrongTokens.forget(context.ip());
        return grant;
    }

    /** Exchanges a token for a session. */
    public Caller login(Context context, String token) {
        Grant grant = grantOf(context, token);
        Optional.ofNullable(context.cookie(cookie(context))).ifPresent(sessions::close);
        setCookie(context, sessions.open(grant), Sessions.LIFE);
        Caller caller = new Caller(grant, grant.label() + " session", context.ip());
        caller.attachTo(context);
        return caller;
    }

    /** Ends the session, and returns whether there was one. */
    public boolean logout(Context context) {
        identify(context).attachTo(context);
        String id = context.cookie(cookie(context));
        boolean closed = id != null && sessions.close(id);
        setCookie(context, "", Duration.ZERO);
        return closed;
    }

    private void setCookie(Context context, String id, Duration life) {
        context.cookie(new Cookie(
                cookie(context), id, "/", (int) life.toSeconds(), isSecure(), 0, true, null, null, SameSite.STRICT));
    }

    /** Browsers share cookies among all ports of a host: without the port one console would end the session of another. */
    private static String cookie(Context context) {
        return COOKIE + context.req().getServerPort();
    }

    /**
     * What the caller may have: for a page, which shows and hides by it.
     *
     * @param role label of the {@link Grant}
     * @param reads whether it may read what the process does
     * @param readsTexts whether it may see texts
     * @param operates whether it may change anything
     * @param tokens whether a token can be exchanged for a session at all
     */
    public record Rights(String role, boolean reads, boolean readsTexts, boolean operates, boolean tokens) {}

    /** What the caller of this request may have. */
    public Rights rights(Context context) {
        limitRate(context);
        Grant grant = identify(context).grant();
        return new Rights(
                grant.label(),
                rules.check(Access.READ, grant).isEmpty(),
                rules.check(Access.TEXTS, grant).isEmpty(),
                rules.check(Access.OPERATE, grant).isEmpty(),
                !tokens.isEmpty());
    }

    private static HttpResponseException tooMany(Context context, Duration left, String reason) {
        context.header(Header.RETRY_AFTER, Long.toString(left.toSeconds() + 1));
        return refused(429, reason + "; try again later");
    }

    private static HttpResponseException refused(int status, String reason) {
        return new HttpResponseException(status, reason, Map.of());
    }
}
