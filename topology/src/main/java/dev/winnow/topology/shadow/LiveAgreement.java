package dev.winnow.topology.shadow;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last comparisons of a bundle. Engine workers add, the control loop and the metrics read. */
public final class LiveAgreement {

    private record Comparison(double offset, boolean agreed) {}

    /** Disagreement is a matter of a percent or two: with fewer the interval is wider than what there is to see. */
    private static final int WINDOW = 1_000;

    private final Deque<Comparison> window = new ArrayDeque<>(WINDOW);

    /**
     * A document was classified twice.
     *
     * @param offset the δ offset of the answer that was given
     * @param agreed whether the full encoder gave the same label
     */
    public synchronized void add(double offset, boolean agreed) {
        if (window.size() == WINDOW) {
            window.remove();
        }
        window.add(new Comparison(offset, agreed));
    }

    /** Of all the last comparisons. */
    public synchronized AgreementCount lately() {
        return of(-1, 1);
    }

    /** Of those made at offsets from one to another. */
    public synchronized AgreementCount between(double least, double most) {
        return of(least, most);
    }

    private AgreementCount of(double least, double most) {
        int documents = 0;
        int agreed = 0;
        for (Comparison comparison : window) {
            if (comparison.offset() >= least && comparison.offset() <= most) {
                documents++;
                agreed += comparison.agreed() ? 1 : 0;
            }
        }
        return new AgreementCount(documents, agreed);
    }

    /** Begins anew, because something has changed that made the comparisons what they were. */
    public synchronized void forget() {
        window.clear();
    }
}
