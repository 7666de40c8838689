package dev.winnow.ops.bench.peers;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.encoder.Precision;
import dev.winnow.ops.bench.peers.StreamsApplication.Step;
import dev.winnow.ops.embedded.EmbeddedBroker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** All rows there are, by name: what a user could pick, and Winnow. */
final class Catalogue {
    /** Texts of about one length in a batch of ONNX Runtime. */
    private static final int SORTED_BATCH = 8;

    private final Engines engines;
    private final Supplier<EmbeddedBroker> broker;
    private final int batch;
    private final int partitions;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /**
     * A row.
     *
     * @param winnow how Winnow is set in it; empty for others
     */
    record Entry(Peer peer, Optional<Setting> winnow) {
        /** Whether others are compared with it. */
        boolean isReference() {
            return winnow.map(setting -> setting.point().withinAPoint()).orElse(false);
        }
    }

    /** A way to run Winnow. */
    record Setting(Precision precision, WinnowPoint point) {
        String label() {
            return "winnow-%s-%s".formatted(precision.label(), point.name());
        }
    }

    /**
     * Loads nothing yet.
     *
     * @param batch texts that a padded engine gets in a call
     * @param partitions of the topics
     */
    Catalogue(Engines engines, Supplier<EmbeddedBroker> broker, int batch, int partitions) {
        this.engines = engines;
        this.broker = broker;
        this.batch = batch;
        this.partitions = partitions;
        List<WinnowPoint> points = WinnowPoint.of(engines.bundle());
        addEngines();
        for (Precision precision : Precision.ON_PROCESSORS) {
            points.forEach(point -> addWinnow(new Setting(precision, point)));
        }
        addStreams("djl", engines::djl);
        for (Engines.Format format : Engines.Format.values()) {
            addStreams("ort-" + format.label(), () -> engines.onnx(format).sorted(SORTED_BATCH));
        }
        for (Precision precision : Precision.ON_PROCESSORS) {
            points.forEach(point -> addWinnowStream(new Setting(precision, point)));
        }
    }

    Map<String, Entry> entries() {
        return entries;
    }

    private void addEngines() {
        add(new EnginePeer("djl-single", engines::djl, 1));
        add(new EnginePeer("djl-padded", engines::djl, batch));
        for (Engines.Format format : Engines.Format.values()) {
            String name = "ort-" + format.label();
            add(new EnginePeer(name + "-single", () -> engines.onnx(format).padded(), 1));
            add(new EnginePeer(name + "-padded", () -> engines.onnx(format).padded(), batch));
            add(new EnginePeer(name + "-sorted", () -> engines.onnx(format).sorted(SORTED_BATCH), batch));
        }
    }

    private void addWinnow(Setting setting) {
        add(
                new EnginePeer(
                        setting.label(),
                        () -> new WinnowEngine(
                                engines.winnow(setting.precision()),
                                setting.point().offset()),
                        Integer.MAX_VALUE),
                setting);
    }

    private void addStreams(String name, Supplier<TextEngine> engine) {
        Bundle bundle = engines.bundle();
        String bundleName = bundle.manifest().name();
        Supplier<Answers> answers = () -> new Answers(engine.get(), bundle.manifest());
        add(stream("stream-" + name + "-record", new StreamsApplication(bundleName, answers, Step.recordAtATime())));
        add(stream("stream-" + name + "-buffer", new StreamsApplication(bundleName, answers, Step.buffered(batch))));
        add(stream("stream-" + name + "-parallel", new ParallelApplication(bundleName, answers, batch)));
    }

    private void addWinnowStream(Setting setting) {
        add(
                stream(
                        "stream-" + setting.label(),
                        new WinnowApplication(
                                engines.bundle(),
                                setting.precision(),
                                setting.point().offset())),
                setting);
    }

    private Peer stream(String name, StreamPeer.Application application) {
        return new StreamPeer(
                name, broker, partitions, engines.bundle().manifest().labels(), application);
    }

    private void add(Peer peer) {
        entries.put(peer.name(), new Entry(peer, Optional.empty()));
    }

    private void add(Peer peer, Setting setting) {
        entries.put(peer.name(), new Entry(peer, Optional.of(setting)));
    }
}
