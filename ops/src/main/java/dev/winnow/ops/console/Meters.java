package dev.winnow.ops.console;

import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.topology.microbatch.ComputedBatch;
import dev.winnow.topology.observe.StreamObserver;
import dev.winnow.topology.observe.WrittenResult;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The meters of all bundles, told by the stream what to count. */
final class Meters implements StreamObserver {
    private final Map<String, BundleMeter> byBundle = new LinkedHashMap<>();

    Meters(Collection<Model> models) {
        models.forEach(model -> byBundle.putIfAbsent(model.name(), new BundleMeter(model)));
    }

    @Override
    public void computed(ComputedBatch batch) {
        BundleMeter meter = byBundle.get(batch.bundle());
        if (meter != null) {
            meter.computed(batch);
        }
    }

    @Override
    public void written(WrittenResult result) {
        BundleMeter meter = byBundle.get(result.pipeline().bundle());
        if (meter != null) {
            meter.written(result.ageMillis());
        }
    }

    Collection<BundleMeter> all() {
        return byBundle.values();
    }

    Optional<BundleMeter> of(String bundle) {
        return Optional.ofNullable(byBundle.get(bundle));
    }

    void look(List<KnobStatus> knobs) {
        knobs.forEach(knob -> of(knob.bundle()).ifPresent(meter -> meter.look(knob)));
    }

    void end(long nowMillis, double seconds, List<KnobStatus> knobs) {
        byBundle.forEach((bundle, meter) -> {
            Optional<KnobStatus> status =
                    knobs.stream().filter(knob -> knob.bundle().equals(bundle)).findFirst();
            var unused = meter.end(nowMillis, seconds, status);
        });
    }
}
