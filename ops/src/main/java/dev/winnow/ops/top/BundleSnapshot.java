package dev.winnow.ops.top;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.winnow.ops.management.KnobAnswer.BundleAnswer;

/**
 * What one instance does with one bundle.
 *
 * @param knob what it says itself
 * @param figures what its metrics say
 * @param served documents a second over the last minutes
 * @param offsets in force over the last minutes
 */
public record BundleSnapshot(
        BundleAnswer knob,
        Figures figures,
        @JsonIgnore Trend served,
        @JsonIgnore Trend offsets) {

    /** Documents that wait, taken in or not; NaN before the first control period. */
    double backlog() {
        return knob.load() == null
                ? Double.NaN
                : (double) knob.load().pending() + knob.load().unread();
    }

    /** Documents a second that come; NaN before the first control period. */
    double arriving() {
        return knob.load() == null ? Double.NaN : knob.load().arrivalsPerSecond();
    }

    /** Documents a second that get their result; NaN before the first control period. */
    double serving() {
        return knob.load() == null ? Double.NaN : knob.load().servedPerSecond();
    }

    /** Age of the oldest record without a result; NaN before the first control period. */
    double oldestMillis() {
        return knob.load() == null ? Double.NaN : knob.load().oldestAgeMillis();
    }

    /** A second later, with what is known then. */
    BundleSnapshot next(BundleAnswer nextKnob, Figures nextFigures) {
        BundleSnapshot next = new BundleSnapshot(nextKnob, nextFigures, served, offsets);
        return new BundleSnapshot(nextKnob, nextFigures, served.and(next.serving()), offsets.and(nextKnob.offset()));
    }

    /** A second later, without an answer. */
    BundleSnapshot unknown() {
        return new BundleSnapshot(knob, figures, served.and(Double.NaN), offsets.and(Double.NaN));
    }
}
