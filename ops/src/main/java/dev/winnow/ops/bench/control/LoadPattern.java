package dev.winnow.ops.bench.control;

import dev.winnow.ops.simulate.ArrivalRates;
import dev.winnow.ops.simulate.ArrivalRates.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Loads between half of the capacity at offset -1 and three times it. */
public enum LoadPattern {

    /** Half, thrice, half. */
    STEP {
        @Override
        List<Piece> pieces(double capacity, Phases phases) {
            return List.of(
                    new Piece(phases.before(), LOW * capacity),
                    new Piece(phases.peak(), HIGH * capacity),
                    new Piece(phases.after(), LOW * capacity));
        }
    },

    /** Two seconds of the peak after each five seconds, as often as the time allows, and five seconds in the end. */
    BURSTS {
        @Override
        List<Piece> pieces(double capacity, Phases phases) {
            List<Piece> pieces = new ArrayList<>();
            double seconds = phases.before() + phases.peak() + phases.after() - GAP_SECONDS;
            for (double end = GAP_SECONDS + BURST_SECONDS; end <= seconds; end += GAP_SECONDS + BURST_SECONDS) {
                pieces.add(new Piece(GAP_SECONDS, LOW * capacity));
                pieces.add(new Piece(BURST_SECONDS, HIGH * capacity));
            }
            pieces.add(new Piece(GAP_SECONDS, LOW * capacity));
            return pieces;
        }
    };

    private static final double LOW = 0.5;

    /** Times the capacity. */
    static final double HIGH = 3;

    private static final double GAP_SECONDS = 5;
    private static final double BURST_SECONDS = 2;

    /** Seconds of a step: before it, of it and after it. Bursts take as long in all. */
    public record Phases(double before, double peak, double after) {
        public Phases {
            if (!(before > 0 && peak > 0 && after > 0)) {
                throw new IllegalArgumentException("a phase lasts some time");
            }
        }
    }

    abstract List<Piece> pieces(double capacity, Phases phases);

    /** As reports call it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * When its documents come.
     *
     * @param capacity documents a second at offset -1
     */
    Schedule schedule(double capacity, Phases phases, long seed) {
        List<Piece> pieces = pieces(capacity, phases);
        double last = pieces.get(pieces.size() - 1).seconds();
        ArrivalRates rates = new ArrivalRates(pieces);
        return Schedule.poisson(rates, OptionalDouble.of(rates.seconds() - last), seed);
    }
}
