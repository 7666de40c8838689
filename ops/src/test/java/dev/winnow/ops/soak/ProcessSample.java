package dev.winnow.ops.soak;

/**
 * A look at a process under load; the names are those of the lines in {@code soak.jsonl}.
 *
 * @param minutes since the load began
 * @param sent documents sent so far
 * @param committed documents done so far
 * @param rssBytes memory of the process in the machine's eyes
 * @param nativeBytes the same without the heap, all of which is touched at the start: engine, threads, code, classes
 * @param heapBytes reachable objects
 * @param openFiles files, sockets and pipes
 * @param threads of the JVM and of the engine
 */
record ProcessSample(
        double minutes,
        long sent,
        long committed,
        long rssBytes,
        long nativeBytes,
        long heapBytes,
        long openFiles,
        long threads) {}
