package dev.winnow.ops.bench.peers;

import dev.winnow.model.bundle.Bundle;
import dev.winnow.model.bundle.BundleException;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.ops.embedded.EmbeddedBroker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Winnow and what a user would pick instead, the same weights on the same texts, in one run. Rows take turns, A B C A B C, so that
 * a machine that slows down for a while slows all of them.
 */
public final class PeersBench implements AutoCloseable {
    private final Engines engines;
    private final Catalogue catalogue;
    private final Settings settings;
    private EmbeddedBroker broker;

    /**
     * How it is measured.
     *
     * @param rounds turns of each row
     * @param seconds that a timed run takes at least, about
     * @param batch texts that a padded engine gets in a call
     * @param partitions of the topics
     */
    public record Settings(int rounds, double seconds, int batch, int partitions) {
        public Settings {
            if (rounds < 1 || seconds < 0 || batch < 1 || partitions < 1) {
                throw new IllegalArgumentException(
                        "there is a round at least, a text in a batch, a partition, and no time below 0");
            }
        }
    }

    /** Hears of every turn before it begins. */
    public interface Heard {

        /** So many of so many turns are done, and this row comes next. */
        void next(long done, long total, String name);
    }

    /** Loads nothing yet. */
    public PeersBench(Bundle bundle, Settings settings) {
        this.settings = settings;
        this.engines = new Engines(bundle);
        this.catalogue = new Catalogue(engines, this::broker, settings.batch(), settings.partitions());
    }

    /** Names of all rows there are. */
    public List<String> names() {
        return List.copyOf(catalogue.entries().keySet());
    }

    /**
     * Measures these rows, in the order of {@link #names()}. A precision that the bundle cannot run in has none.
     *
     * @throws BundleException where that leaves none of them
     */
    public PeersReport run(Corpus corpus, List<String> names, Heard progress) {
        List<Catalogue.Entry> entries = loadable(names);
        List<Integer> full = new WinnowEngine(engines.winnow(Precision.FP32), DeltaOffset.FULL)
                .classify(corpus.labelled()).stream().map(Peer::best).toList();
        Map<String, List<Peer.Round>> rounds = new LinkedHashMap<>();
        long done = 0;
        long total = (long) settings.rounds() * entries.size();
        for (int round = 0; round < settings.rounds(); round++) {
            List<String> labelled = corpus.labelledOf(round, settings.rounds());
            for (Catalogue.Entry entry : entries) {
                Peer peer = entry.peer();
                progress.next(done++, total, peer.name());
                rounds.computeIfAbsent(peer.name(), name -> new ArrayList<>())
                        .add(peer.run(labelled, corpus.texts(), new Passes(settings.seconds())));
            }
        }
        progress.next(total, total, "");
        return new PeersReport(
                engines.bundle().manifest().name(),
                settings,
                corpus,
                Machine.here(),
                new Comparison(entries, rounds, corpus.targets(), full).rows());
    }

    private List<Catalogue.Entry> loadable(List<String> names) {
        List<Catalogue.Entry> loadable = new ArrayList<>();
        Optional<BundleException> refusal = Optional.empty();
        for (Catalogue.Entry entry : catalogue.entries().values()) {
            if (names.contains(entry.peer().name())) {
                try {
                    entry.winnow().ifPresent(setting -> engines.winnow(setting.precision()));
                    loadable.add(entry);
                } catch (BundleException refused) {
                    refusal = Optional.of(refused);
                }
            }
        }
        if (loadable.isEmpty() && refusal.isPresent()) {
            throw refusal.get();
        }
        return loadable;
    }

    /** New members are waited for, so that both threads of an application get their partitions at once and keep them. */
    private EmbeddedBroker broker() {
        if (broker == null) {
            broker = EmbeddedBroker.start(properties -> properties.put("group.initial.rebalance.delay.ms", "1000"));
        }
        return broker;
    }

    @Override
    public void close() {
        if (broker != null) {
            broker.close();
        }
        engines.close();
    }
}
