package dev.winnow.topology.measure;

/**
 * What went through the topology since the start of the process.
 *
 * @param documents records read
 * @param classified results written
 * @param deadLetters dead letters written
 * @param shed records given up in an overload
 * @param p50AgeMillis median of the record age at emission: from the record's timestamp to its result
 * @param p99AgeMillis 99th percentile of the same
 */
public record StreamTotals(
        long documents, long classified, long deadLetters, long shed, long p50AgeMillis, long p99AgeMillis) {

    /** Records read of which nothing has come out yet. */
    public long pending() {
        return documents - classified - deadLetters - shed;
    }
}
