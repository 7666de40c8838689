package dev.winnow.topology.knob;

import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.topology.control.BatchShape;
import dev.winnow.topology.control.LoadSample;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.shadow.AgreementCount;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one knob of one instance does at a moment.
 *
 * @param bundle whose it is
 * @param mode what decides
 * @param offset in force for micro-batches that start now
 * @param expected what to expect of it, by the calibration; empty where nobody measured it
 * @param batch in force for micro-batches that are formed now, by the wish of this knob
 * @param overloaded whether the controller has no faster offset left and it is too slow
 * @param since when the offset came into force
 * @param why who or what put it into force
 * @param policy what people ask for; empty where nobody has asked
 * @param refusal the last record of the control topic for it, if it was refused
 * @param load of the last control period; empty before the first
 * @param brokerAge how old the figures of the broker are that the load goes by
 * @param live documents that were compared with the full encoder lately
 */
public record KnobStatus(
        String bundle,
        Policy.Mode mode,
        DeltaOffset offset,
        Optional<CalibrationPoint> expected,
        BatchShape batch,
        boolean overloaded,
        Instant since,
        String why,
        Optional<Policy> policy,
        Optional<Refusal> refusal,
        Optional<LoadSample> load,
        Duration brokerAge,
        AgreementCount live) {}
