package dev.winnow.model.training.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder {@code BUNDLE.training} beside a bundle, where a training keeps what it has reached, so that a killed one goes
 * on where it was and a later stage finds what the one before left.
 */
public final class WorkFolder {
    private static final int FORMAT = 1;
    private static final String RUN = "run.json";

    private final Path folder;

    /** What all stages of one folder share. */
    private record Run(int format, String data, String encoder) {}

    private WorkFolder(Path folder) {
        this.folder = folder;
    }

    /** The work folder of the bundle. */
    public static WorkFolder beside(Path bundle) {
        Path path = bundle.toAbsolutePath().normalize();
        return new WorkFolder(path.resolveSibling(path.getFileName() + ".training"));
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /**
     * Keeps others out, from before anything is opened or thrown away until all is done.
     *
     * @throws WorkException if another training has locked it
     */
    public WorkLock lock() {
        return WorkLock.of(folder);
    }

    /**
     * Creates the folder, or makes sure that what it holds was made from the same data and encoder.
     *
     * @param data fingerprint of labels and texts
     * @param encoder fingerprint of the weights that the training starts from
     * @throws WorkException if it was not, or if the folder is something else
     */
    public void open(String data, String encoder) {
        Path file = folder.resolve(RUN);
        Run asked = new Run(FORMAT, data, encoder);
        try {
            if (Files.isDirectory(folder)) {
                DurableFiles.removeUnfinished(folder);
            }
            if (Files.exists(file)) {
                refuseOther(WorkJson.read(file, Run.class), asked);
                return;
            }
            if (Files.exists(folder)
                    && (!Files.isDirectory(folder) || !DurableFiles.list(folder).isEmpty())) {
                throw new WorkException(folder + " holds something else than the work of a training (no " + RUN
                        + "); it is left as it is: move it away");
            }
            Files.createDirectories(folder);
            DurableFiles.write(file, WorkJson.bytes(asked));
        } catch (IOException e) {
            throw new WorkException("cannot use the work folder %s: %s".formatted(folder, e), e);
        }
    }

    private void refuseOther(Run begun, Run asked) {
        String what = begun.format() != asked.format()
                ? "was written by another version of Winnow"
                : !begun.data().equals(asked.data())
                        ? "holds the work of a training on other data: the rows or labels have changed since"
                        : !begun.encoder().equals(asked.encoder())
                                ? "holds the work of a training of another encoder"
                                : "";
        if (!what.isEmpty()) {
            throw new WorkException("%s %s; restore what it was begun with, or add --restart to throw that work away"
                    .formatted(folder, what));
        }
    }

    /** The part of a stage. */
    public StageFolder stage(String name) {
        return new StageFolder(folder.resolve(name), name);
    }

    /** Throws a stage's work away. */
    public void discard(String stage) {
        stage(stage).delete();
    }

    /** Throws everything away, if this is the work of a training. */
    public void delete() {
        try {
            if (Files.exists(folder.resolve(RUN))) {
                DurableFiles.delete(folder);
            }
        } catch (IOException e) {
            throw new WorkException("cannot remove the work folder %s: %s".formatted(folder, e), e);
        }
    }
}
