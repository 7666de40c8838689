package dev.winnow.ops.top;

import dev.winnow.ops.management.KnobAnswer.BundleAnswer;
import dev.winnow.ops.management.KnobAnswer.LiveAnswer;
import dev.winnow.ops.management.KnobAnswer.LoadAnswer;
import dev.winnow.ops.management.PolicyAnswer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** All that is known of one row, below the table. */
final class Details {

    /** How many lines they are. */
    static final int LINES = 9;

    private static final int LABEL = 9;
    private static final int BAR = 19;

    private final Row row;
    private final int columns;
    private final List<String> lines = new ArrayList<>();

    private Details(Row row, int columns) {
        this.row = row;
        this.columns = columns;
    }

    /** For a screen of so many columns. */
    static List<String> of(Row row, int columns) {
        Details details = new Details(row, columns);
        row.bundle().ifPresentOrElse(details::bundle, details::instance);
        while (details.lines.size() < LINES) {
            details.lines.add("");
        }
        return details.lines;
    }

    /** Nothing but a reason, which may take all the lines. */
    private void instance() {
        String text = Paint.fit(state(), LINES * (columns - LABEL));
        for (int from = 0; from < text.length() && lines.size() < LINES; from += columns - LABEL) {
            add(from == 0 ? "state" : "", text.substring(from, Math.min(text.length(), from + columns - LABEL)));
        }
    }

    private void add(String label, String text) {
        lines.add(Paint.fit(("%-" + LABEL + "s%s").formatted(label, text), columns));
    }

    private String state() {
        InstanceSnapshot instance = row.instance();
        String since = instance.since().isEmpty()
                ? ""
                : " since %s (%s)".formatted(seconds(instance.since()), row.timeSince(instance.since()));
        String reason = instance.reason().isEmpty() ? "" : ": " + instance.reason();
        boolean overloaded =
                row.bundle().filter(bundle -> bundle.knob().overloaded()).isPresent();
        return instance.state() + since + (overloaded ? ", OVERLOADED at its fastest" : "") + reason;
    }

    private static String seconds(String moment) {
        return Instant.parse(moment).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void bundle(BundleSnapshot bundle) {
        BundleAnswer knob = bundle.knob();
        add("state", state());
        add("offset", offsetLine(knob));
        add(knob.mode(), asked(knob));
        add("why", why(knob));
        add("live", knob.live() == null ? "nothing compared with the full encoder yet" : live(knob.live()));
        add("load", knob.load() == null ? "not known yet" : load(knob.load()));
        add("results", results(bundle.figures()));
        trend(
                "out/s",
                bundle.served(),
                0,
                Amount.of(0.0),
                Amount.of(bundle.served().most()));
        double least = bundle.offsets().least();
        trend(
                "offset",
                bundle.offsets(),
                least,
                Amount.offset(least),
                Amount.offset(bundle.offsets().most()));
    }

    private static String offsetLine(BundleAnswer knob) {
        String expected = knob.expectedAccuracy() == null
                ? "accuracy not measured"
                : "expects accuracy %s, agreement %s"
                        .formatted(Amount.share(knob.expectedAccuracy()), Amount.share(knob.expectedAgreement()));
        return "%-6s -1 %s 1  %s".formatted(Amount.offset(knob.offset()), OffsetBar.of(knob, BAR), expected);
    }

    private static String why(BundleAnswer knob) {
        return knob.refusal() == null
                ? knob.why()
                : "REFUSES record %d of the control topic: %s"
                        .formatted(knob.refusal().recordOffset(), knob.refusal().reason());
    }

    private String asked(BundleAnswer knob) {
        PolicyAnswer policy = knob.policy();
        StringJoiner text = new StringJoiner("; ");
        if (policy != null && policy.manualUntil() != null && knob.mode().equals("manual")) {
            text.add("for another " + row.timeUntil(policy.manualUntil()));
        }
        if (policy != null && policy.objectiveMillis() != null) {
            text.add("objective " + Amount.time(policy.objectiveMillis())
                    + (policy.minAccuracy() == null ? "" : ", accuracy over " + Amount.share(policy.minAccuracy()))
                    + (policy.minAgreement() == null ? "" : ", agreement over " + Amount.share(policy.minAgreement())));
        }
        return text.length() == 0 ? "no objective" : text.toString();
    }

    private static String live(LiveAnswer live) {
        return "%s (%s to %s) of %d documents agree%s"
                .formatted(
                        Amount.share(live.agreement()),
                        Amount.share(live.low()),
                        Amount.share(live.high()),
                        live.documents(),
                        live.allowedOffset() == null
                                ? ""
                                : ", which allows offset " + Amount.offset(live.allowedOffset()));
    }

    private static String load(LoadAnswer load) {
        return "in %s/s, out %s/s, pending %d, unread %d (%s ago), oldest %s"
                .formatted(
                        Amount.of(load.arrivalsPerSecond()),
                        Amount.of(load.servedPerSecond()),
                        load.pending(),
                        load.unread(),
                        Amount.time(load.brokerAgeMillis()),
                        Amount.time(load.oldestAgeMillis()));
    }

    private static String results(Figures figures) {
        if (figures.equals(Figures.NONE)) {
            return "no metrics";
        }
        return "p50 %s, p99 %s, dead letters %s, batch %s documents, %s tokens"
                .formatted(
                        Amount.time(figures.p50AgeMillis()),
                        Amount.time(figures.p99AgeMillis()),
                        Amount.of(figures.deadLetters()),
                        Amount.of(figures.batchDocuments()),
                        Amount.of(figures.batchTokens()));
    }

    private void trend(String label, Trend trend, double low, String lowText, String highText) {
        String bounds = "%s to %s, %d min".formatted(lowText, highText, Trend.SECONDS / 60);
        int width = Math.min(Trend.SECONDS, columns - LABEL - bounds.length() - 1);
        add(label, Spark.of(trend, low, trend.most(), Math.max(0, width)) + " " + bounds);
    }
}
