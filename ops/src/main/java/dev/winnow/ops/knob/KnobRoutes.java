package dev.winnow.ops.knob;

import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.ops.management.AuditTrail;
import dev.winnow.ops.management.JsonBody;
import dev.winnow.ops.management.KnobAnswer;
import dev.winnow.ops.management.PolicyAnswer;
import dev.winnow.ops.management.RouteTable;
import dev.winnow.ops.management.Routes;
import dev.winnow.ops.management.access.Access;
import dev.winnow.ops.management.access.Caller;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.topology.knob.KnobsReport;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/**
 * {@code GET /knob} says what this instance does; {@code POST /knob/{bundle}} asks something of all instances, through the
 * control topic as {@code winnow knob} does.
 */
public final class KnobRoutes implements Routes {
    private final WinnowConfig config;
    private final Supplier<Optional<KnobsReport>> knobs;

    /** A change waits for the broker; one at a time leaves the other threads of the server to the probes. */
    private final Semaphore writing = new Semaphore(1);

    /** Those that a change was asked for. */
    private final Map<String, KnobTarget> targets = new ConcurrentHashMap<>();

    /**
     * @param config says where the control topic is
     * @param knobs what the knobs do; empty before there are any
     */
    public KnobRoutes(WinnowConfig config, Supplier<Optional<KnobsReport>> knobs) {
        this.config = config;
        this.knobs = knobs;
    }

    /**
     * What came of a change.
     *
     * @param bundle whose knob
     * @param policy what was asked for; null where it was taken back
     * @param expectedAccuracy of a manual offset; null where nobody measured it or there is none
     * @param expectedAgreement with the full encoder, likewise
     * @param warning what nobody knows of it; null for nothing
     * @param recordOffset where it lies in the control topic
     * @param inForceAfterMillis how long this instance took to obey, from the broker's acknowledgement; null if it has not yet
     */
    public record Written(
            String bundle,
            PolicyAnswer policy,
            Double expectedAccuracy,
            Double expectedAgreement,
            String warning,
            long recordOffset,
            Long inForceAfterMillis) {}

    @Override
    public void addTo(RouteTable table) {
        table.get("/knob", Access.READ, context -> JsonBody.answer(context, KnobAnswer.of(knobs.get())));
        table.post("/knob/{bundle}", Access.OPERATE, this::change);
    }

    private void change(Context context) {
        String bundle = context.pathParam("bundle");
        if (status(bundle).isEmpty()) {
            throw refused(404, "this instance runs no such bundle, or not yet");
        }
        KnobRequest request = JsonBody.read(context, KnobRequest.class);
        if (!writing.tryAcquire()) {
            throw refused(429, "another change is being written; try again");
        }
        try {
            WrittenPolicy written = write(context, bundle, request);
            JsonBody.answer(context, answer(written, new Obedience(() -> status(bundle)).await(written)));
        } finally {
            writing.release();
        }
    }

    private WrittenPolicy write(Context context, String bundle, KnobRequest request) {
        try {
            Signature signature = request.signature(Caller.of(context).toString());
            AuditTrail.describe(context, bundle + by(signature));
            WrittenPolicy written = WrittenPolicy.write(config, target(bundle), request.change(), signature);
            AuditTrail.describe(context, describe(written, signature));
            AuditTrail.wrote(context, bundle, written.recordOffset());
            return written;
        } catch (IllegalArgumentException e) {
            throw JsonBody.bad(e.getMessage());
        } catch (IllegalStateException | KafkaException e) {
            throw refused(503, e.getMessage());
        }
    }

    /** To open a bundle is to read and to hash it; that of a running instance does not change. */
    private KnobTarget target(String bundle) {
        KnobTarget known = targets.get(bundle);
        if (known != null) {
            return known;
        }
        KnobTarget looked = KnobTarget.running(bundle, config);
        if (looked.found()) {
            targets.put(bundle, looked);
        }
        return looked;
    }

    private static String describe(WrittenPolicy written, Signature signature) {
        String asked = written.policy()
                .map(policy -> PolicyText.of(policy, Instant.now()))
                .orElse("no policy");
        return written.target().name() + ": " + asked + by(signature);
    }

    private static String by(Signature signature) {
        return ", by " + signature.author() + (signature.reason().isEmpty() ? "" : ": " + signature.reason());
    }

    private Optional<KnobStatus> status(String bundle) {
        return knobs.get().stream()
                .flatMap(report -> report.knobs().stream())
                .filter(knob -> knob.bundle().equals(bundle))
                .findFirst();
    }

    private static Written answer(WrittenPolicy written, Optional<Long> inForceAfterMillis) {
        return new Written(
                written.target().name(),
                written.policy().map(PolicyAnswer::of).orElse(null),
                written.expected().map(CalibrationPoint::accuracy).orElse(null),
                written.expected().map(CalibrationPoint::agreement).orElse(null),
                written.warning().orElse(null),
                written.recordOffset(),
                inForceAfterMillis.orElse(null));
    }

    private static HttpResponseException refused(int status, String reason) {
        return new HttpResponseException(status, reason, Map.of());
    }
}
