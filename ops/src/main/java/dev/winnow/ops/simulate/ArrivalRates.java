package dev.winnow.ops.simulate;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Poisson arrivals whose rate changes in steps. The moments are those of a process of rate 1 on the integral of the rate
 * (time rescaling; Çınlar, Introduction to Stochastic Processes, 1975), which costs one logarithm a document and no rejected
 * ones.
 *
 * @param pieces in their order
 */
public record ArrivalRates(List<Piece> pieces) implements Arrivals {

    /**
     * A time with one rate.
     *
     * @param seconds how long
     * @param rate documents a second
     */
    public record Piece(double seconds, double rate) {
        public Piece {
            if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a piece of the load lasts some time, not " + seconds + " s");
            }
            if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("documents a second are 0 or more, not " + rate);
            }
        }
    }

    public ArrivalRates {
        pieces = List.copyOf(pieces);
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("a load has a piece at least");
        }
    }

    @Override
    public double seconds() {
        return pieces.stream().mapToDouble(Piece::seconds).sum();
    }

    @Override
    public double meanRate() {
        return pieces.stream()
                        .mapToDouble(piece -> piece.seconds() * piece.rate())
                        .sum()
                / seconds();
    }

    @Override
    public Arrivals share(double part) {
        return new ArrivalRates(pieces.stream()
                .map(piece -> new Piece(piece.seconds(), piece.rate() * part))
                .toList());
    }

    @Override
    public Moments moments(RandomGenerator random) {
        return new Walk(pieces, random);
    }

    private static final class Walk implements Moments {
        private final List<Piece> pieces;
        private final RandomGenerator random;
        private int piece;
        private double start;
        private double now;

        Walk(List<Piece> pieces, RandomGenerator random) {
            this.pieces = pieces;
            this.random = random;
        }

        @Override
        public double next() {
            double left = random.nextExponential();
            while (piece < pieces.size()) {
                Piece current = pieces.get(piece);
                double end = start + current.seconds();
                double due = now + left / current.rate();
                if (due < end) {
                    now = due;
                    return now;
                }
                left -= (end - now) * current.rate();
                now = end;
                start = end;
                piece++;
            }
            return Double.POSITIVE_INFINITY;
        }
    }
}
