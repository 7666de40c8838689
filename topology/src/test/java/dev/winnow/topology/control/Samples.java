package dev.winnow.topology.control;

import dev.winnow.model.reduction.DeltaOffset;
import java.time.Duration;
import java.util.Optional;

/** Builds samples of an instance with two workers, on which a document of 150 tokens costs 10 ms at -1: 200 a second. */
record Samples(
        double arrivals,
        double served,
        long pending,
        long unread,
        Duration age,
        double ratio,
        double offset,
        double cap) {

    static final Duration PERIOD = Duration.ofMillis(200);
    static final double SECONDS_AT_FULL = 0.01;
    static final double CAPACITY = 200;
    static final double TOKENS = 150;

    /** Served as it comes, nothing waits. */
    static Samples calm(double arrivals, double offset) {
        return new Samples(arrivals, arrivals, 0, 0, Duration.ZERO, ratioOf(offset), offset, 1);
    }

    private static double ratioOf(double offset) {
        return new SpeedCurve(Curves.likeTheShipped()).ratioAt(offset);
    }

    Samples backlog(long nowPending, long nowUnread) {
        return new Samples(arrivals, served, nowPending, nowUnread, age, ratio, offset, cap);
    }

    Samples aged(Duration oldest) {
        return new Samples(arrivals, served, pending, unread, oldest, ratio, offset, cap);
    }

    Samples capped(double fastest) {
        return new Samples(arrivals, served, pending, unread, age, ratio, offset, fastest);
    }

    LoadSample sample() {
        return new LoadSample(
                PERIOD,
                arrivals,
                served,
                pending,
                unread,
                age,
                served == 0 ? Optional.empty() : Optional.of(new EngineCost(SECONDS_AT_FULL / ratio, TOKENS)),
                2,
                1,
                new DeltaOffset(offset),
                new DeltaOffset(cap));
    }
}
