package dev.winnow.model.training.work;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second training out of a work folder: two would overwrite each other's checkpoints.
 *
 * <p>The operating system holds the lock for the process and releases it however the process ends; a file that says who is at
 * work would outlive a crash. What is locked lies beside the work folder, because the folder itself is thrown away by
 * {@code --restart} and at the end of a training.
 */
public final class WorkLock implements AutoCloseable {
    /**
     * What this process has locked. Asking the system would not do: on POSIX a process that closes any channel of a file loses
     * its lock on it, so a second attempt would release the first one's lock.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private WorkLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static WorkLock of(Path workFolder) {
        try {
            Path parent = Files.createDirectories(workFolder.getParent()).toRealPath();
            return of(parent.resolve(workFolder.getFileName() + ".lock"), taken(workFolder));
        } catch (IOException e) {
            throw new WorkException("cannot lock the work folder %s: %s".formatted(workFolder, e), e);
        }
    }

    private static WorkLock of(Path file, WorkException taken) throws IOException {
        if (!HELD.add(file)) {
            throw taken;
        }
        boolean locked = false;
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            locked = isLocked(channel, file);
            if (!locked) {
                channel.close();
                throw taken;
            }
            return new WorkLock(file, channel);
        } finally {
            if (!locked) {
                HELD.remove(file);
            }
        }
    }

    /** A file that the last holder deleted between the opening and the locking keeps nobody out. */
    private static boolean isLocked(FileChannel channel, Path file) throws IOException {
        try {
            return channel.tryLock() != null && Files.exists(file);
        } catch (OverlappingFileLockException e) {
            // This process holds it under another spelling of its name.
            return false;
        }
    }

    private static WorkException taken(Path workFolder) {
        return new WorkException("another training is at work in " + workFolder
                + "; wait until it has ended or stop it, or name another --out");
    }

    /** Lets the next training in. */
    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new WorkException("cannot unlock %s: %s".formatted(file, e), e);
        } finally {
            HELD.remove(file);
        }
    }
}
