package dev.winnow.ops.management.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What browsers get for a token, since an {@code EventSource} sends cookies but no headers. They live in memory, for so long and so
 * many: a restart ends them all. Only hashes of their ids are kept.
 */
final class Sessions {
    static final Duration LIFE = Duration.ofHours(12);
    private static final int MOST = 64;
    private static final int ID_BYTES = 32;

    private record Session(Grant grant, Instant end) {}

    private final Map<String, Session> open = new LinkedHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** Returns the id of a new session; beyond the bound the oldest one ends. */
    synchronized String open(Grant grant) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        String written = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        open.values().removeIf(this::isOver);
        if (open.size() >= MOST) {
            open.remove(open.keySet().iterator().next());
        }
        open.put(key(written), new Session(grant, clock.instant().plus(LIFE)));
        return written;
    }

    /** What the session was opened for; empty when there is none or it is over. */
    synchronized Optional<Grant> grantOf(String id) {
        return Optional.ofNullable(open.get(key(id)))
                .filter(session -> !isOver(session))
                .map(Session::grant);
    }

    /** Whether there was one to close. */
    synchronized boolean close(String id) {
        return open.remove(key(id)) != null;
    }

    private boolean isOver(Session session) {
        return !clock.instant().isBefore(session.end());
    }

    private static String key(String id) {
        return Base64.getEncoder().encodeToString(Sha256.of(id));
    }
}
