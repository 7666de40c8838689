package dev.winnow.ops.cli;

import dev.winnow.ops.plan.Plan;
import java.util.List;

/**
 * What `winnow plan` answers, for programs.
 *
 * @param bundle that was measured, or {@code given}
 * @param precision absent where the cost was given, as the offset and the engine's share
 * @param millis processor time of a document
 * @param engineMillis the part of the engine
 * @param limit documents a second that an instance holds the objective with, outside of bursts
 * @param limitUtilisation share of its cores that these take
 */
record PlanReport(
        String bundle,
        String precision,
        Double offset,
        int workers,
        double millis,
        Double engineMillis,
        long objectiveMillis,
        double peak,
        int spare,
        double limit,
        double limitUtilisation,
        List<Plan> plans) {}
