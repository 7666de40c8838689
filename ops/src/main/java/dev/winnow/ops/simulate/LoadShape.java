package dev.winnow.ops.simulate;

import dev.winnow.ops.simulate.ArrivalRates.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Loads that are given by a base rate, a peak and how long they last. */
public enum LoadShape {

    /** Up to the base in a fifth of the time, for a start under full load is another question; then the base. */
    STEADY(60) {
        @Override
        List<Piece> pieces(double base, double peak, double seconds) {
            return Stream.concat(
                            IntStream.range(0, RAMP)
                                    .mapToObj(i -> new Piece(0.2 * seconds / RAMP, base * (i + 0.5) / RAMP)),
                            Stream.of(new Piece(0.8 * seconds, base)))
                    .toList();
        }
    },

    /** A fifth of the time the base, two fifths the peak, two fifths the base. */
    STEP(150) {
        @Override
        List<Piece> pieces(double base, double peak, double seconds) {
            return List.of(
                    new Piece(0.2 * seconds, base), new Piece(0.4 * seconds, peak), new Piece(0.4 * seconds, base));
        }

        @Override
        OptionalDouble relief(double seconds) {
            return OptionalDouble.of(0.6 * seconds);
        }
    },

    /** Ten times 13 parts of the base and 2 of the peak: two seconds in fifteen. */
    BURST(150) {
        @Override
        List<Piece> pieces(double base, double peak, double seconds) {
            List<Piece> pieces = new ArrayList<>();
            for (int i = 0; i < BURSTS; i++) {
                pieces.add(new Piece(seconds / BURSTS * 13 / 15, base));
                pieces.add(new Piece(seconds / BURSTS * 2 / 15, peak));
            }
            return pieces;
        }
    },

    /** A day from night to night, the base at night and the peak at noon; in four minutes. */
    DIURNAL(240) {
        @Override
        List<Piece> pieces(double base, double peak, double seconds) {
            return IntStream.range(0, QUARTERS)
                    .mapToObj(quarter -> {
                        double noon = (1 - Math.cos(2 * Math.PI * (quarter + 0.5) / QUARTERS)) / 2;
                        return new Piece(seconds / QUARTERS, base + noon * (peak - base));
                    })
                    .toList();
        }
    };

    private static final int RAMP = 20;
    private static final int BURSTS = 10;
    private static final int QUARTERS = 96;

    private final double seconds;

    LoadShape(double seconds) {
        this.seconds = seconds;
    }

    /** How long it lasts where nobody says. */
    public double seconds() {
        return seconds;
    }

    abstract List<Piece> pieces(double base, double peak, double seconds);

    OptionalDouble relief(double lasting) {
        return OptionalDouble.empty();
    }

    /** The load with these rates in documents a second. */
    public Load load(double base, double peak, double lasting) {
        return new Load(new ArrivalRates(pieces(base, peak, lasting)), relief(lasting));
    }
}
