package dev.winnow.ops.bench.peers;

import dev.winnow.ops.bench.peers.Catalogue.Entry;
import dev.winnow.ops.bench.rounds.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * From rounds to rows.
 *
 * @param entries the rows that were run
 * @param rounds of each row, by its name, all of them as many
 * @param targets classes of the labelled texts; empty where nobody knows them
 * @param full what the full encoder in fp32 says of them
 */
record Comparison(
        List<Entry> entries, Map<String, List<Peer.Round>> rounds, List<Integer> targets, List<Integer> full) {

    List<PeerRow> rows() {
        return entries.stream().map(this::row).toList();
    }

    private PeerRow row(Entry entry) {
        Peer peer = entry.peer();
        List<Integer> labels =
                of(peer).stream().flatMap(round -> round.labels().stream()).toList();
        return new PeerRow(
                peer.name(),
                peer.streams(),
                peer.streams() ? Runtime.getRuntime().availableProcessors() : 1,
                Spread.of(rates(peer)),
                targets.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(shareOfEqual(labels, targets)),
                shareOfEqual(labels, full),
                reference(peer.streams()).map(winnow -> ratio(rates(peer), rates(winnow))));
    }

    private List<Peer.Round> of(Peer peer) {
        return rounds.get(peer.name());
    }

    private List<Double> rates(Peer peer) {
        return of(peer).stream().map(Peer.Round::documentsPerSecond).toList();
    }

    /** The fastest that loses at most one point. */
    private Optional<Peer> reference(boolean streams) {
        return entries.stream()
                .filter(Entry::isReference)
                .map(Entry::peer)
                .filter(peer -> peer.streams() == streams)
                .max(Comparator.comparingDouble(peer -> Spread.of(rates(peer)).median()));
    }

    private static Spread ratio(List<Double> rates, List<Double> winnow) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rates.size(); round++) {
            ratios.add(rates.get(round) / winnow.get(round));
        }
        return Spread.of(ratios);
    }

    private static double shareOfEqual(List<Integer> found, List<Integer> wanted) {
        if (found.size() != wanted.size()) {
            throw new IllegalStateException(found.size() + " labels for " + wanted.size() + " texts");
        }
        return IntStream.range(0, found.size())
                .mapToDouble(text -> found.get(text).equals(wanted.get(text)) ? 1 : 0)
                .average()
                .orElse(0);
    }
}
