package dev.winnow.topology.measure;

/**
 * What went through the topology since the start of the process.
 *
 * @param documents records read
 * @param classified results written
 * @param deadLetters dead letters written
 * @param p50AgeMillis median of the record age at emission: from the record's timestamp to its result
 * @param p99AgeMillis 99th percentile of the same
 */
public record StreamTotals(long documents, long classified, long deadLetters, long p50AgeMillis, long p99AgeMillis) {

    /** Records read that have neither a result nor a dead letter yet. */
    public long pending() {
        return documents - classified - deadLetters;
    }
}
