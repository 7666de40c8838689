package dev.winnow.ops.management;

import dev.winnow.ops.management.access.Access;
import dev.winnow.topology.knob.KnobsReport;
import dev.winnow.topology.observe.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code GET /audit}: who changed what. */
public final class AuditRoutes implements Routes {
    private final Supplier<Optional<KnobsReport>> knobs;
    private final PolicyTrail policyTrail = new PolicyTrail();

    /**
     * @param knobs what the knobs do; empty before there are any
     */
    public AuditRoutes(Supplier<Optional<KnobsReport>> knobs) {
        this.knobs = knobs;
    }

    /**
     * What is known of changes, the newest first.
     *
     * @param changes made through this instance
     * @param refusals of changes here
     * @param policies that this instance obeys, by whatever way they came
     * @param policyChanges all that came over the control topic, through whatever instance or command; those of {@code changes} too
     */
    record Audit(
            List<AuditTrail.Entry> changes,
            List<AuditTrail.Entry> refusals,
            List<BundlePolicy> policies,
            List<PolicyTrail.Entry> policyChanges) {}

    /**
     * A policy of the control topic.
     *
     * @param bundle whose
     * @param policy what is asked for, by whom, why and since when
     */
    record BundlePolicy(String bundle, PolicyAnswer policy) {}

    /** To be told of policies as they come; to be given to the stream before its start. */
    public StreamObserver observer() {
        return policyTrail;
    }

    @Override
    public void addTo(RouteTable table) {
        AuditTrail trail = table.audit();
        table.get(
                "/audit",
                Access.READ,
                context -> JsonBody.answer(
                        context, new Audit(trail.changes(), trail.refusals(), policies(), policyTrail.entries())));
    }

    private List<BundlePolicy> policies() {
        return knobs.get().map(KnobsReport::knobs).orElse(List.of()).stream()
                .flatMap(knob ->
                        knob.policy().map(policy -> new BundlePolicy(knob.bundle(), PolicyAnswer.of(policy))).stream())
                .toList();
    }
}
