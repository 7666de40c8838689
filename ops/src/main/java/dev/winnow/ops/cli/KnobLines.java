package dev.winnow.ops.cli;

import dev.winnow.ops.knob.Instances;
import dev.winnow.ops.knob.PolicyEntry;
import dev.winnow.ops.knob.PolicyText;
import dev.winnow.ops.management.KnobAnswer.BundleAnswer;
import dev.winnow.ops.management.PolicyAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is said of policies and knobs, for people and for programs. Whatever stands in a topic is escaped. */
final class KnobLines {

    private KnobLines() {}

    /**
     * A policy for programs.
     *
     * @param bundle its name
     * @param policy null where there is none
     * @param problem why the last record of the bundle is no policy; null where it is one
     * @param recordOffset where it lies
     */
    record PolicyLine(String bundle, PolicyAnswer policy, String problem, long recordOffset) {
        static PolicyLine of(PolicyEntry entry) {
            return new PolicyLine(
                    entry.bundle(),
                    entry.policy().map(PolicyAnswer::of).orElse(null),
                    entry.problem().orElse(null),
                    entry.recordOffset());
        }
    }

    static List<String> of(PolicyEntry entry) {
        List<String> lines = new ArrayList<>();
        String bundle = EscapedText.line(entry.bundle());
        lines.add(entry.policy()
                .map(policy -> bundle + ": " + PolicyText.of(policy, Instant.now()) + ", by "
                        + EscapedText.line(PolicyText.signature(policy)))
                .orElse(bundle + ": no policy; the configured offset holds"));
        entry.problem()
                .ifPresent(problem -> lines.add("  record %d is no policy and is not obeyed: %s"
                        .formatted(entry.recordOffset(), EscapedText.line(problem))));
        return lines;
    }

    static List<String> of(Instances.Said said) {
        if (said.answer() == null) {
            return List.of(said.instance() + ": " + said.problem());
        }
        List<String> lines = new ArrayList<>();
        if (said.answer().controlTopic() != null
                && !said.answer().controlTopic().readable()) {
            lines.add(said.instance() + ": no policies arrive: "
                    + EscapedText.line(said.answer().controlTopic().reason()));
        }
        said.answer().bundles().forEach(knob -> lines.addAll(of(said.instance(), knob)));
        return lines;
    }

    static List<String> of(String instance, BundleAnswer knob) {
        List<String> lines = new ArrayList<>();
        lines.add("%s %s: offset %s, %s%s%s (%s)"
                .formatted(
                        instance,
                        EscapedText.line(knob.bundle()),
                        PolicyText.number(knob.offset()),
                        knob.mode(),
                        knob.expectedAccuracy() == null
                                ? ""
                                : ", expected accuracy " + PolicyText.number(knob.expectedAccuracy()),
                        knob.overloaded() ? ", OVERLOADED at its fastest" : "",
                        EscapedText.line(knob.why())));
        if (knob.refusal() != null) {
            lines.add("  refuses record %d: %s"
                    .formatted(
                            knob.refusal().recordOffset(),
                            EscapedText.line(knob.refusal().reason())));
        }
        return lines;
    }
}
