package dev.winnow.ops.knob;

import dev.winnow.topology.control.AutoPolicy;
import dev.winnow.topology.control.ManualOffset;
import dev.winnow.topology.control.Policy;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Policies in words. */
public final class PolicyText {

    private PolicyText() {}

    /** What a policy asks for, for instance {@code offset 0.25 until 2026-11-22T21:55:00Z, else p99 under 500 ms}. */
    public static String of(Policy policy, Instant now) {
        List<String> parts = new ArrayList<>();
        policy.manual().filter(manual -> manual.holds(now)).ifPresent(manual -> parts.add(manual(manual)));
        policy.auto().ifPresent(auto -> parts.add(auto(auto)));
        return parts.isEmpty() ? "the configured offset" : String.join(", then ", parts);
    }

    private static String manual(ManualOffset manual) {
        return "offset " + number(manual.offset().value())
                + manual.until()
                        .map(until -> " until " + until.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("");
    }

    private static String auto(AutoPolicy auto) {
        StringBuilder text = new StringBuilder("auto: p99 under %d ms with offsets %s to %s, at most %s a second"
                .formatted(
                        auto.objective().toMillis(),
                        number(auto.least().value()),
                        number(auto.most().value()),
                        number(auto.slew())));
        auto.floor().accuracy().ifPresent(least -> text.append(", accuracy at least ")
                .append(number(least)));
        auto.floor().agreement().ifPresent(least -> text.append(", agreement at least ")
                .append(number(least)));
        return text.toString();
    }

    /** Who asked for it, why and when. */
    public static String signature(Policy policy) {
        return policy.author()
                + (policy.reason().isEmpty() ? "" : ": " + policy.reason())
                + " (" + policy.since().truncatedTo(ChronoUnit.SECONDS) + ")";
    }

    /** As short as it reads back. */
    public static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
