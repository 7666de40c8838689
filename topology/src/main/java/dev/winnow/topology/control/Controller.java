package dev.winnow.topology.control;

import dev.winnow.model.calibration.CalibrationCurve;
import dev.winnow.model.reduction.DeltaOffset;

/**
 * Holds a latency objective by moving one bundle of one instance along its calibrated curve: as accurate as the load allows,
 * never worse than the quality floor. A pure function of the samples; clock and threads stay with the caller. A bundle without
 * a calibration has no curve and can have no controller: its offset is set by people.
 *
 * <h2>Formulas</h2>
 *
 * With {@code ratio(o)}, the calibrated speed of an offset over that of the full encoder, as the model of the plant:
 *
 * <pre>
 * needed = demand ÷ capacity(-1)                               {@link Demand}, {@link CapacityEstimate}, {@link ArrivalEstimate}
 * up      if needed &gt; 1.15 ratio(o):                           o ← min(ratio⁻¹(needed), stretch(o) + slew · period)
 * down    if needed &lt; 0.8 ratio(o), or 1.1 needed &lt; ratio(least), for 1 to 3 s ({@link QuietTime}):
 *                                                              o ← max(ratio⁻¹(1.1 · highest needed), o − slew · period)
 *                                                              with slew ÷ 4 where that is more than half of ratio(o)
 * always  o ← clamp(o, least, min(most, floor, cap)), the floor and the cap against the slew too
 * </pre>
 *
 * {@code ratio⁻¹} is the least offset that is so fast. Stretches of the curve without a change of speed are crossed at once,
 * both ways: {@code stretch(o)} is the end of the one around o. The shipped bundles are as fast at -0.25 as at -1, and a rise that
 * took a second to get there would be a second of overload.
 *
 * <h2>Stability</h2>
 *
 * The offset is computed from the demand, so without an error of the model there is no loop, and nothing to swing. What closes
 * the loop is the learnt capacity: in logarithms let c be its estimate, l = demand − c the speed asked for, and c* + h(l) what
 * is measured at that speed, h being the error of the curve. With gain g a sample and a delay of d samples
 *
 * <pre>c(k+1) = c(k) + g (c* + h(demand − c(k−d)) − c(k))</pre>
 *
 * Its deviations obey {@code δ(k+1) = (1 − g) δ(k) − g (s − 1) δ(k−d)}, where s is the slope of the true speed over the
 * calibrated one in logarithms. For 0 &lt; g ≤ 1 and 0 &lt; s &lt; 2 the coefficients sum to less than 1 in magnitude, so they die out
 * <em>whatever the delay</em>, also where a sample is left out (g = 0 then). Each estimate has a gain of at most 1/2: 0.1 and
 * 0.07 at a period of 200 ms. At rest {@code c = c* + h(l)}: the true capacity meets the demand, so the error of the model leaves
 * nothing behind, which is what an integrator is for (compare Hellerstein, Diao, Parekh and Tilbury, Feedback Control of
 * Computing Systems, 2004). The backlog is a loop of its own, see {@link Demand}. Noise is kept from the offset by the average over
 * some 400 documents, by the dead band and by the time of quiet.
 *
 * <p>The dead band: a fall ends where the speed is 1.1 times the highest need of late, so the next rise asks for a need that is 1.27
 * times as high. A rise ends where the speed is the need, so the next fall asks for one below 0.8 of that. The one exception is the
 * last piece before the least offset: where that offset itself is 1.1 times as fast as needed, nothing is gained by staying above it,
 * and the way back is the 1.27 again. Without it the offset rested for seconds where the curve has 5 % more speed than at -1, for
 * 0.8 of 1.05 is less than what a load needs that -1 serves well.
 *
 * <p>Anti-windup: nothing sums up an error. What the bounds keep the offset from is computed afresh from each sample.
 *
 * <p>Rejected: additive increase and multiplicative decrease, as Clipper does it for batch sizes (Crankshaw and others, NSDI
 * 2017): it must miss the objective to learn where it is, and does so for ever. A PID controller on the age: the age stays near
 * zero until the capacity is reached and then grows without bound, so one gain is too low before it and too high behind.
 */
public final class Controller implements ControlLaw {

    private static final double STRAINED_SECONDS = 1;

    private final SpeedCurve speed;
    private final AutoPolicy policy;
    private final double fastestAllowed;
    private final OffsetLaw law;
    private final BatchTuning tuning;

    /**
     * @param curve what the bundle's offsets give and cost
     * @param policy what is to be held
     * @param configured micro-batches without pressure
     */
    public Controller(CalibrationCurve curve, AutoPolicy policy, BatchShape configured) {
        this.speed = new SpeedCurve(curve);
        this.policy = policy;
        this.fastestAllowed = policy.floor().fastest(curve).orElse(DeltaOffset.FULL.value());
        this.law = new OffsetLaw(speed, policy.slew());
        this.tuning = new BatchTuning(configured, policy.objective());
    }

    @Override
    public ControlStep next(ControllerState before, LoadSample sample) {
        double inForce = sample.offset().value();
        double period = sample.periodSeconds();
        ControllerState learnt = before.learnt(sample, speed.ratioAt(inForce), Demand.underWay(policy.objective()));
        CapacityEstimate capacity = learnt.capacity();
        Demand demand = Demand.of(sample, learnt.arrivals().rate(), policy.objective());
        double needed = capacity.isKnown() ? demand.documentsPerSecond() / capacity.atFull(sample) : 0;

        OffsetRange range = OffsetRange.of(policy, fastestAllowed, sample.cap());
        double from = range.clamp(inForce);
        double hold = QuietTime.hold(learnt.arrivals().rate());
        QuietTime quiet = law.quiet(before.quiet(), from, range.least(), needed, period);
        double offset = range.clamp(law.moved(from, needed, quiet, period, hold));

        boolean strained = capacity.isKnown() && demand.load() > capacity.atFull(sample) * speed.ratioAt(offset);
        double strainedSeconds = strained && offset == range.most() ? before.strainedSeconds() + period : 0;
        boolean pressed = offset > range.least() || demand.excess() > 0;
        Actuation actuation = new Actuation(
                new DeltaOffset(offset),
                tuning.shape(capacity, speed.ratioAt(offset), pressed),
                strainedSeconds >= STRAINED_SECONDS);
        return new ControlStep(learnt.with(quiet, strainedSeconds), actuation, range.reason(inForce, offset));
    }
}
