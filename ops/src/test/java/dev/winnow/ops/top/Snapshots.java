package dev.winnow.ops.top;

import dev.winnow.ops.management.KnobAnswer.BundleAnswer;
import dev.winnow.ops.management.KnobAnswer.LiveAnswer;
import dev.winnow.ops.management.KnobAnswer.LoadAnswer;
import dev.winnow.ops.management.PolicyAnswer;
import java.util.List;

/** Instances in several moods, at noon. */
final class Snapshots {
    static final String NOON = "2026-11-22T12:00:00Z";

    private Snapshots() {}

    static Snapshot of(InstanceSnapshot... instances) {
        return new Snapshot(NOON, List.of(instances));
    }

    static InstanceSnapshot running(String name, BundleSnapshot... bundles) {
        return new InstanceSnapshot(name, "running", true, "", "2026-11-22T11:43:00Z", List.of(bundles));
    }

    static InstanceSnapshot away(String name) {
        return new InstanceSnapshot(
                name, InstanceSnapshot.AWAY, false, "it does not answer in time", "2026-11-22T11:59:30Z", List.of());
    }

    /** The controller at work. */
    static BundleSnapshot auto(String name) {
        return new BundleSnapshot(
                new BundleAnswer(
                        name,
                        "auto",
                        0.25,
                        0.698,
                        0.9812,
                        false,
                        "2026-11-22T11:59:50Z",
                        "load asks for 2.1x",
                        1_500,
                        20,
                        new PolicyAnswer(
                                null, null, 500L, 0.67, null, -1.0, 0.5, 0.2, "anna", "", "2026-11-22T10:00:00Z"),
                        null,
                        new LoadAnswer(312.4, 310.2, 64, 1_250, 340, 200),
                        new LiveAnswer(812, 0.976, 0.963, 0.984, 0.5)),
                new Figures(120.0, 412.0, 3.0, 21.3, 1_420.0),
                rising(),
                Trend.EMPTY.and(-1).and(0).and(0.25));
    }

    /** An offset set by hand, no load known, no metrics. */
    static BundleSnapshot manual(String name) {
        return new BundleSnapshot(
                new BundleAnswer(
                        name,
                        "manual",
                        -0.125,
                        null,
                        null,
                        false,
                        "2026-11-22T11:30:00Z",
                        "by anna: release day",
                        1_500,
                        20,
                        new PolicyAnswer(
                                -0.125,
                                "2026-11-22T12:23:00Z",
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                "anna",
                                "release day",
                                "2026-11-22T11:30:00Z"),
                        null,
                        null,
                        null),
                Figures.NONE,
                Trend.EMPTY,
                Trend.EMPTY);
    }

    static BundleSnapshot overloaded(String name) {
        BundleSnapshot calm = auto(name);
        BundleAnswer knob = calm.knob();
        return new BundleSnapshot(
                new BundleAnswer(
                        name,
                        "auto",
                        0.5,
                        0.683,
                        0.93,
                        true,
                        knob.since(),
                        "load asks for 9.3x",
                        2_000,
                        50,
                        knob.policy(),
                        null,
                        new LoadAnswer(1_900, 640, 900, 48_000, 42_000, 300),
                        null),
                calm.figures(),
                calm.served(),
                calm.offsets());
    }

    private static Trend rising() {
        Trend trend = Trend.EMPTY;
        for (int second = 0; second < Trend.SECONDS; second++) {
            trend = trend.and(second);
        }
        return trend;
    }
}
