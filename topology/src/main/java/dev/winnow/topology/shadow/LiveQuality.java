package dev.winnow.topology.shadow;

import dev.winnow.model.reduction.DeltaOffset;
import java.util.Optional;

/** The bound that live documents put on the offset of one bundle. For one thread. */
public final class LiveQuality {

    /** Documents compared at offsets so close tell the same. */
    private static final double NEAR = 0.05;

    private final LiveAgreement live;
    private Optional<QualityGuard> guard = Optional.empty();
    private double cap = QualityGuard.UNCAPPED;

    public LiveQuality(LiveAgreement live) {
        this.live = live;
    }

    /** Begins anew with another guard; without one any offset is allowed. */
    public void guard(Optional<QualityGuard> newGuard) {
        if (!newGuard.equals(guard)) {
            guard = newGuard;
            cap = QualityGuard.UNCAPPED;
        }
    }

    /** The fastest offset allowed from now on, by the documents compared at about the present one. */
    public DeltaOffset cap(DeltaOffset inForce) {
        guard.ifPresent(judge -> {
            double offset = inForce.value();
            QualityGuard.Verdict verdict = judge.judge(cap, offset, live.between(offset - NEAR, offset + NEAR));
            cap = verdict.cap();
            if (verdict.forget()) {
                live.forget();
            }
        });
        return new DeltaOffset(cap);
    }

    /** All documents compared lately. */
    public AgreementCount lately() {
        return live.lately();
    }
}
