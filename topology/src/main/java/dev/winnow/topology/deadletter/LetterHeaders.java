package dev.winnow.topology.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The headers of a dead letter: first those of the record itself as they came, then Winnow's own.
 *
 * <p>The last one, {@value #OWN_HEADERS}, counts the record's own. So they can be told apart whatever they are called: a
 * record may itself have headers named {@code winnow.*}, for instance because somebody copied a dead letter to the input
 * topic by hand. Rejected: names that no record has, which do not exist, and other names for those that collide, which
 * would have to be given back.
 *
 * <p>One name is Winnow's alone: {@value #REPLAYS} is set on a record that is sent again, so that the next dead letter of it
 * can count on.
 */
public final class LetterHeaders {
    /** How often a record was sent again. */
    public static final String REPLAYS = "winnow.replays";

    private static final String STAGE = "winnow.stage";
    private static final String ERROR = "winnow.error";
    private static final String ATTEMPTS = "winnow.attempts";
    private static final String TOPIC = "winnow.topic";
    private static final String PARTITION = "winnow.partition";
    private static final String OFFSET = "winnow.offset";
    private static final String TIMESTAMP = "winnow.timestamp";
    private static final String APPLICATION = "winnow.application";
    private static final String BUNDLE = "winnow.bundle";
    private static final String BUNDLE_VERSION = "winnow.bundle-version";
    private static final String OMITTED = "winnow.omitted";
    private static final String OWN_HEADERS = "winnow.record-headers";

    private LetterHeaders() {}

    /** The headers of the dead letter of a record that has these. */
    static Headers write(Headers ofRecord, FailureReport report) {
        Headers headers = new RecordHeaders(ofRecord).remove(REPLAYS);
        int own = headers.toArray().length;
        add(headers, STAGE, report.stage().label());
        add(headers, ERROR, report.error());
        add(headers, ATTEMPTS, report.attempts());
        add(headers, TOPIC, report.topic());
        add(headers, PARTITION, report.partition());
        add(headers, OFFSET, report.offset());
        add(headers, TIMESTAMP, report.timestamp());
        add(headers, APPLICATION, report.reporter().application());
        add(headers, BUNDLE, report.reporter().bundle());
        add(headers, BUNDLE_VERSION, report.reporter().bundleVersion());
        add(headers, REPLAYS, report.replays());
        report.omitted().ifPresent(parts -> add(headers, OMITTED, parts));
        add(headers, OWN_HEADERS, own);
        return headers;
    }

    /** What the headers of a record say; empty where it is no dead letter. */
    public static Optional<FailureReport> read(Headers headers) {
        Header[] all = headers.toArray();
        try {
            return ownOf(all).map(own -> report(byName(List.of(all).subList(own, all.length))));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** The headers that the record itself had, in their order. */
    public static List<Header> ofRecord(Headers headers) {
        Header[] all = headers.toArray();
        return new ArrayList<>(Arrays.asList(all).subList(0, ownOf(all).orElse(all.length)));
    }

    /** How often a record was sent again, as its headers say. */
    static int replaysOf(Headers headers) {
        Header replays = headers.lastHeader(REPLAYS);
        try {
            return replays == null ? 0 : Math.max(0, Integer.parseInt(text(replays)));
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    private static Optional<Integer> ownOf(Header[] all) {
        if (all.length == 0 || !all[all.length - 1].key().equals(OWN_HEADERS)) {
            return Optional.empty();
        }
        try {
            int own = Integer.parseInt(text(all[all.length - 1]));
            return own < 0 || own >= all.length ? Optional.empty() : Optional.of(own);
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    private static FailureReport report(Map<String, String> values) {
        return new FailureReport(
                Stage.ofLabel(required(values, STAGE)),
                required(values, ERROR),
                Integer.parseInt(required(values, ATTEMPTS)),
                required(values, TOPIC),
                Integer.parseInt(required(values, PARTITION)),
                Long.parseLong(required(values, OFFSET)),
                Long.parseLong(required(values, TIMESTAMP)),
                new Reporter(required(values, APPLICATION), required(values, BUNDLE), required(values, BUNDLE_VERSION)),
                Integer.parseInt(required(values, REPLAYS)),
                Optional.ofNullable(values.get(OMITTED)));
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no header " + name);
        }
        return value;
    }

    private static Map<String, String> byName(List<Header> headers) {
        return headers.stream().collect(Collectors.toMap(Header::key, LetterHeaders::text, (first, last) -> last));
    }

    private static String text(Header header) {
        return header.value() == null ? "" : new String(header.value(), UTF_8);
    }

    private static void add(Headers headers, String name, Object value) {
        headers.add(name, value.toString().getBytes(UTF_8));
    }
}
