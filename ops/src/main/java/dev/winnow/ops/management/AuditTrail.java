package dev.winnow.ops.management;

import dev.winnow.ops.management.access.Caller;
import dev.winnow.ops.management.access.Guard;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Who changed what over HTTP, or was refused: in the log {@code winnow.audit}, and the last of both here. Refusals have a list of
 * their own, so that nobody can push a change out of sight by being refused often; nor by logging in and out, which is in the log
 * alone. Neither holds a token.
 */
public final class AuditTrail {
    static final int MOST = 200;

    private static final Logger LOG = LoggerFactory.getLogger("winnow.audit");
    private static final String SUBJECT = "winnow.subject";
    private static final String POLICY = "winnow.policy";
    private static final String UNCHANGED = "winnow.unchanged";
    private static final String SESSION = "/session";
    private static final int LONGEST = 500;

    /** Nothing was there to be changed, or the client was told to wait. */
    private static final Set<Integer> NO_CHANGE = Set.of(404, 405, 429);

    private final Deque<Entry> changes = new ArrayDeque<>();
    private final Deque<Entry> refusals = new ArrayDeque<>();
    private final InstantSource clock;

    AuditTrail(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * One request that was to change something.
     *
     * @param at when, ISO 8601
     * @param who a role, and whether by a session; what a client calls itself stands in {@code what}
     * @param from address of the client, or of a proxy before it
     * @param request method and path
     * @param what it came to, in words; empty where it did not
     * @param status of HTTP
     * @param reason why it was refused or failed; empty where it was not
     * @param policy the record of the control topic that it wrote, {@code BUNDLE@OFFSET}; null for none
     */
    public record Entry(
            String at,
            String who,
            String from,
            String request,
            String what,
            int status,
            String reason,
            String policy) {}

    /** Says in words what a request changes, for its entry; called by the route before it does. */
    public static void describe(Context context, String what) {
        context.attribute(SUBJECT, what);
    }

    /** Says which policy a request has written, so that its entry and that of the control topic are known for one change. */
    public static void wrote(Context context, String bundle, long recordOffset) {
        context.attribute(POLICY, PolicyTrail.nameOf(bundle, recordOffset));
    }

    /** Says that there was nothing to be changed; called by the route. */
    static void nothingChanged(Context context) {
        context.attribute(UNCHANGED, true);
    }

    /** After a request. */
    void record(Context context) {
        int status = context.statusCode();
        if (Guard.isRead(context) || NO_CHANGE.contains(status) || context.attribute(UNCHANGED) != null) {
            return;
        }
        Caller caller = Caller.of(context);
        String subject = context.attribute(SUBJECT);
        Entry entry = new Entry(
                clock.instant().truncatedTo(ChronoUnit.MILLIS).toString(),
                caller.name(),
                caller.address(),
                plain(context.method() + " " + context.path()),
                subject == null ? "" : plain(subject),
                status,
                plain(JsonErrors.reasonOf(context)),
                context.attribute(POLICY));
        if (!isSession(context.path())) {
            keep(status < 400 ? changes : refusals, entry);
        }
        log(entry);
    }

    /** Anybody may ask for those as often as the rate allows. */
    private static boolean isSession(String path) {
        return path.equals(SESSION) || path.startsWith(SESSION + "/");
    }

    private static String plain(String text) {
        String visible = text.replaceAll("\\p{C}", " ");
        return visible.length() <= LONGEST ? visible : visible.substring(0, LONGEST);
    }

    private synchronized void keep(Deque<Entry> list, Entry entry) {
        list.addFirst(entry);
        if (list.size() > MOST) {
            list.removeLast();
        }
    }

    private static void log(Entry entry) {
        boolean done = entry.status() < 400;
        LOG.atLevel(done ? Level.INFO : Level.WARN)
                .addKeyValue("who", entry.who())
                .addKeyValue("from", entry.from())
                .addKeyValue("request", entry.request())
                .addKeyValue("what", entry.what())
                .addKeyValue("status", entry.status())
                .addKeyValue("reason", entry.reason())
                .log(done ? "changed" : "refused");
    }

    /** The last changes, the newest first. */
    public synchronized List<Entry> changes() {
        return List.copyOf(changes);
    }

    /** The last refused or failed changes, the newest first. */
    public synchronized List<Entry> refusals() {
        return List.copyOf(refusals);
    }
}
