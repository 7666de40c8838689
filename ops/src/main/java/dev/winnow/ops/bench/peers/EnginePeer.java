package dev.winnow.ops.bench.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * An engine by itself on one thread.
 *
 * @param engine asked for in every round
 * @param batch texts that it gets in a call
 */
record EnginePeer(String name, Supplier<TextEngine> engine, int batch) implements Peer {

    @Override
    public boolean streams() {
        return false;
    }

    @Override
    public Round run(List<String> labelled, List<String> texts, Passes passes) {
        TextEngine asked = engine.get();
        List<Integer> labels = new ArrayList<>();
        inBatches(labelled, part -> asked.classify(part).forEach(found -> labels.add(Peer.best(found))));
        double rate = passes.rate(texts.size(), times -> {
            for (int pass = 0; pass < times; pass++) {
                inBatches(texts, asked::classify);
            }
        });
        return new Round(labels, rate);
    }

    private void inBatches(List<String> texts, Consumer<List<String>> call) {
        int step = Math.min(batch, Math.max(1, texts.size()));
        for (int from = 0; from < texts.size(); from += step) {
            call.accept(texts.subList(from, Math.min(from + step, texts.size())));
        }
    }
}
