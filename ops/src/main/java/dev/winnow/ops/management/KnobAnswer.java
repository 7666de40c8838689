package dev.winnow.ops.management;

import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.calibration.ConfidenceInterval;
import dev.winnow.topology.control.LoadSample;
import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.topology.knob.KnobsReport;
import dev.winnow.topology.knob.Refusal;
import java.util.List;
import java.util.Optional;

/**
 * The answer to {@code GET /knob}: what this instance does with each bundle.
 *
 * @param controlTopic whether policies arrive; null before the bundles are loaded
 * @param bundles one for each; none before they are loaded
 */
public record KnobAnswer(TopicAnswer controlTopic, List<BundleAnswer> bundles) {

    /**
     * Whether policies arrive.
     *
     * @param topic the control topic; empty for none
     * @param readable whether it is being followed
     * @param reason why it is not
     * @param since when that began, ISO 8601
     */
    public record TopicAnswer(String topic, boolean readable, String reason, String since) {}

    /**
     * What one knob does.
     *
     * @param bundle whose it is
     * @param mode {@code manual}, {@code auto} or {@code configured}
     * @param offset in force
     * @param expectedAccuracy of that offset by the calibration; null where nobody measured it
     * @param expectedAgreement with the full encoder, likewise
     * @param overloaded whether the controller has no faster offset left and it is too slow
     * @param since when the offset came into force, ISO 8601
     * @param why who or what put it into force
     * @param batchTokens token budget of micro-batches that it asks for
     * @param batchLingerMillis linger that it asks for
     * @param policy what people ask for; null for nothing
     * @param refusal the last record of the control topic for it, where it was refused; null else
     * @param load what the last control period showed; null before the first
     * @param live how answers compare with those of the full encoder; null before the first comparison
     */
    public record BundleAnswer(
            String bundle,
            String mode,
            double offset,
            Double expectedAccuracy,
            Double expectedAgreement,
            boolean overloaded,
            String since,
            String why,
            int batchTokens,
            long batchLingerMillis,
            PolicyAnswer policy,
            RefusalAnswer refusal,
            LoadAnswer load,
            LiveAnswer live) {}

    /**
     * A record that is not obeyed.
     *
     * @param reason what is wrong with it
     * @param since when it was written, ISO 8601
     * @param recordOffset where it lies in the control topic
     */
    public record RefusalAnswer(String reason, String since, long recordOffset) {}

    /**
     * What a control period showed.
     *
     * @param arrivalsPerSecond documents that came
     * @param servedPerSecond documents that got their result
     * @param pending documents taken in without a result
     * @param unread documents not taken in, by the last figures of the broker
     * @param oldestAgeMillis age of the oldest record without a result
     * @param brokerAgeMillis how old the broker's figures are
     */
    public record LoadAnswer(
            double arrivalsPerSecond,
            double servedPerSecond,
            long pending,
            long unread,
            long oldestAgeMillis,
            long brokerAgeMillis) {}

    /**
     * Live quality.
     *
     * @param documents that were compared lately
     * @param agreement share of them with the full encoder's label
     * @param low lower end of its 95 % interval (Wilson)
     * @param high upper end
     * @param allowedOffset the fastest offset that the controller may take by them
     */
    public record LiveAnswer(int documents, double agreement, double low, double high, Double allowedOffset) {}

    /** What the knobs do; nothing before there are any. */
    public static KnobAnswer of(Optional<KnobsReport> report) {
        return report.map(KnobAnswer::of).orElseGet(() -> new KnobAnswer(null, List.of()));
    }

    private static KnobAnswer of(KnobsReport report) {
        return new KnobAnswer(
                new TopicAnswer(
                        report.controlTopic().topic(),
                        report.controlTopic().readable(),
                        report.controlTopic().reason(),
                        report.controlTopic().since().toString()),
                report.knobs().stream().map(KnobAnswer::bundle).toList());
    }

    private static BundleAnswer bundle(KnobStatus knob) {
        return new BundleAnswer(
                knob.bundle(),
                knob.mode().label(),
                knob.offset().value(),
                knob.expected().map(CalibrationPoint::accuracy).orElse(null),
                knob.expected().map(CalibrationPoint::agreement).orElse(null),
                knob.overloaded(),
                knob.since().toString(),
                knob.why(),
                knob.batch().tokens(),
                knob.batch().linger().toMillis(),
                knob.policy().map(PolicyAnswer::of).orElse(null),
                knob.refusal().map(KnobAnswer::refusal).orElse(null),
                knob.load().map(load -> load(load, knob)).orElse(null),
                knob.live().documents() == 0 ? null : live(knob));
    }

    private static RefusalAnswer refusal(Refusal refusal) {
        return new RefusalAnswer(refusal.reason(), refusal.since().toString(), refusal.recordOffset());
    }

    private static LoadAnswer load(LoadSample load, KnobStatus knob) {
        return new LoadAnswer(
                load.arrivalsPerSecond(),
                load.servedPerSecond(),
                load.pending(),
                load.unread(),
                load.oldestAge().toMillis(),
                knob.brokerAge().toMillis());
    }

    private static LiveAnswer live(KnobStatus knob) {
        ConfidenceInterval interval = knob.live().interval();
        return new LiveAnswer(
                knob.live().documents(),
                knob.live().share(),
                interval.low(),
                interval.high(),
                knob.load().map(load -> load.cap().value()).orElse(null));
    }
}
