package dev.winnow.ops.faults;

import dev.winnow.ops.stream.Launch;
import dev.winnow.ops.stream.TestStream;
import dev.winnow.ops.stream.WinnowProcess;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** The processes of one application, the oldest first. Those that end without being told to fail the trial. */
final class Fleet implements AutoCloseable {
    private final TestStream stream;
    private final Path folder;
    private final Deque<WinnowProcess> running = new ArrayDeque<>();
    private final List<WinnowProcess> ended = new ArrayList<>();

    Fleet(TestStream stream, Path folder) {
        this.stream = stream;
        this.folder = folder;
    }

    WinnowProcess start(Launch launch) {
        WinnowProcess process = WinnowProcess.start(stream, launch, folder);
        running.add(process);
        return process;
    }

    /** Ends the oldest one as {@code kill -9} does. */
    WinnowProcess killOldest() {
        WinnowProcess victim = running.remove();
        ended.add(victim);
        victim.kill();
        return victim;
    }

    /** Asks the oldest one to stop and waits for its end; an exit code other than 0 fails the trial. */
    void stopOldest() {
        WinnowProcess leaver = running.remove();
        ended.add(leaver);
        int status = leaver.stop();
        if (status != 0) {
            throw new AssertionError("a clean stop ended with %d:%n%s".formatted(status, leaver.words()));
        }
    }

    WinnowProcess oldest() {
        return running.element();
    }

    /** Makes the oldest one the youngest: the next disturbance befalls another. */
    void turn() {
        running.add(running.remove());
    }

    Collection<WinnowProcess> running() {
        return Collections.unmodifiableCollection(running);
    }

    void requireAlive() {
        running.forEach(WinnowProcess::requireAlive);
    }

    /** How many processes, those that have ended included, said this. */
    long saying(String words) {
        return allWords().stream().filter(said -> said.contains(words)).count();
    }

    /** How often these words were said, by all processes together. */
    long count(String words) {
        return allWords().stream()
                .flatMap(String::lines)
                .filter(line -> line.contains(words))
                .count();
    }

    private List<String> allWords() {
        List<WinnowProcess> all = new ArrayList<>(ended);
        all.addAll(running);
        return all.stream().map(WinnowProcess::words).toList();
    }

    @Override
    public void close() {
        running.forEach(WinnowProcess::close);
    }
}
