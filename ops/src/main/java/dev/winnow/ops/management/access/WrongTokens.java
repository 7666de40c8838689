package dev.winnow.ops.management.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Makes whoever shows wrong tokens wait: nothing for the first three, then a second, two, four and so on to five minutes, by
 * address. A right token does not help meanwhile, or else waiting would be in vain; an open session does.
 */
final class WrongTokens {
    private static final int FREE = 3;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Tries NONE = new Tries(0, Instant.EPOCH);

    private record Tries(int count, Instant notBefore) {}

    private final PerClient<Tries> tries = new PerClient<>(NONE);
    private final InstantSource clock;

    WrongTokens(InstantSource clock) {
        this.clock = clock;
    }

    /** How long this client has to wait yet; empty for not at all. */
    Optional<Duration> left(String address) {
        Duration left = Duration.between(clock.instant(), tries.get(address).notBefore());
        return Optional.of(left).filter(time -> !time.isNegative() && !time.isZero());
    }

    void add(String address) {
        tries.update(address, before -> {
            int count = before.count() + 1;
            return new Tries(count, clock.instant().plus(penalty(count)));
        });
    }

    private static Duration penalty(int count) {
        if (count <= FREE) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(count - FREE - 1, 20));
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    void forget(String address) {
        tries.forget(address);
    }
}
