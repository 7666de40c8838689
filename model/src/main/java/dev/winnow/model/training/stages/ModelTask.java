package dev.winnow.model.training.stages;

import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.encoder.TrainingEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the stages that train an encoder have in common: how its state is kept. */
abstract class ModelTask implements StageTask {
    private final TrainingEncoder model;

    ModelTask(TrainingEncoder model) {
        this.model = model;
    }

    final TrainingEncoder model() {
        return model;
    }

    @Override
    public final Map<String, FloatTensor> state() {
        Map<String, FloatTensor> named = new LinkedHashMap<>();
        for (FloatTensor tensor : model.state()) {
            named.put("%05d".formatted(named.size()), tensor);
        }
        return named;
    }

    @Override
    public final void restore(Map<String, FloatTensor> state) {
        List<FloatTensor> ordered = new ArrayList<>();
        while (state.containsKey("%05d".formatted(ordered.size()))) {
            ordered.add(state.get("%05d".formatted(ordered.size())));
        }
        model.restore(ordered);
    }

    @Override
    public final Map<String, FloatTensor> weights() {
        return ModelTensors.of(model.trained());
    }
}
