package dev.winnow.model.training.work;

import dev.winnow.model.checkpoint.CheckpointException;
import dev.winnow.model.checkpoint.FloatTensor;
import dev.winnow.model.checkpoint.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one stage leaves on disk: the settings it runs with, parts that are done, checkpoints, and its result in the end.
 * Every piece appears by an atomic move, so whatever moment the process is killed at, the folder is usable.
 */
public final class StageFolder {
    private static final String SETTINGS = "settings.json";
    private static final String RESULT = "result";
    private static final String REPORT = "report.json";
    private static final String CHECKPOINT = "checkpoint-";
    private static final String STATE = "state.safetensors";
    private static final String PROGRESS = "progress.json";

    private final Path folder;
    private final String stage;

    private record SavedSettings(TreeMap<String, String> values) {}

    /**
     * A stage's folder; nothing is read or written yet.
     *
     * @param stage its name, for messages
     */
    StageFolder(Path folder, String stage) {
        this.folder = folder;
        this.stage = stage;
    }

    /** Name of the stage. */
    public String stage() {
        return stage;
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** Whether the stage has ended. */
    public boolean isDone() {
        return Files.exists(folder.resolve(REPORT));
    }

    /**
     * Begins the stage, or continues it.
     *
     * @param settings all that its result depends on
     * @throws WorkException if it was begun with other settings
     */
    public void begin(Map<String, String> settings) {
        Path file = folder.resolve(SETTINGS);
        if (Files.exists(file)) {
            refuseOther(WorkJson.read(file, SavedSettings.class).values(), new TreeMap<>(settings));
        }
        io("begin the stage", () -> {
            Files.createDirectories(folder);
            DurableFiles.removeUnfinished(folder);
            DurableFiles.write(file, WorkJson.bytes(new SavedSettings(new TreeMap<>(settings))));
        });
    }

    /**
     * What the stage was begun with.
     *
     * @throws WorkException if it was not
     */
    public Map<String, String> settings() {
        return WorkJson.read(folder.resolve(SETTINGS), SavedSettings.class).values();
    }

    private void refuseOther(Map<String, String> begun, Map<String, String> asked) {
        if (begun.equals(asked)) {
            return;
        }
        List<String> changes = asked.keySet().stream()
                .filter(name -> !asked.get(name).equals(begun.get(name)))
                .map(name -> "%s was %s and is now %s".formatted(name, begun.get(name), asked.get(name)))
                .toList();
        throw new WorkException(
                "%s holds work of stage %s with other settings: %s; run it with those it was begun with, or add --restart to throw that work away"
                        .formatted(
                                folder, stage, changes.isEmpty() ? "fewer of them now" : String.join(", ", changes)));
    }

    /** The newest checkpoint, if there is one. */
    public Optional<LoopProgress> progress() {
        return newestCheckpoint().map(path -> WorkJson.read(path.resolve(PROGRESS), LoopProgress.class));
    }

    /** The tensors of the newest checkpoint, which must be there. */
    public Map<String, FloatTensor> state() {
        Path checkpoint = newestCheckpoint()
                .orElseThrow(() -> new WorkException(folder + " has no checkpoint; --restart begins anew"));
        return tensors(checkpoint.resolve(STATE));
    }

    /** Writes a checkpoint and removes those before it. */
    public void checkpoint(LoopProgress progress, Map<String, FloatTensor> state) {
        io("write a checkpoint", () -> {
            List<Path> older = checkpoints();
            Path target = folder.resolve("%s%06d".formatted(CHECKPOINT, older.isEmpty() ? 1 : number(older) + 1));
            Path fresh = DurableFiles.unfinished(target);
            Files.createDirectory(fresh);
            DurableFiles.write(fresh.resolve(STATE), state);
            DurableFiles.write(fresh.resolve(PROGRESS), WorkJson.bytes(progress));
            DurableFiles.moveIntoPlace(fresh, target);
            for (Path path : older) {
                DurableFiles.delete(path);
            }
        });
    }

    private Optional<Path> newestCheckpoint() {
        List<Path> all = io("list the checkpoints", this::checkpoints);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private static int number(List<Path> checkpoints) {
        String newest = checkpoints.get(checkpoints.size() - 1).getFileName().toString();
        return Integer.parseInt(newest.substring(CHECKPOINT.length()));
    }

    private List<Path> checkpoints() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        return DurableFiles.list(folder).stream()
                .filter(path -> path.getFileName().toString().matches(CHECKPOINT + "\\d{1,9}"))
                .toList();
    }

    /** Keeps tensors under a name; an older file of that name is replaced. */
    public void save(String name, Map<String, FloatTensor> tensors) {
        io("save " + name, () -> DurableFiles.write(file(name), tensors));
    }

    /** Whether {@link #save} was called with the name. */
    public boolean has(String name) {
        return Files.exists(file(name));
    }

    /**
     * What was saved under a name.
     *
     * @throws WorkException if it is missing or damaged
     */
    public Map<String, FloatTensor> load(String name) {
        return tensors(file(name));
    }

    /** Forgets what was saved under a name. */
    public void remove(String name) {
        io("remove " + name, () -> DurableFiles.delete(file(name)));
    }

    private Path file(String name) {
        return folder.resolve(name + ".safetensors");
    }

    /**
     * Ends the stage: its result and what there is to report stay, its checkpoints go.
     *
     * @param report a record
     */
    public void finish(Map<String, FloatTensor> result, Object report) {
        save(RESULT, result);
        io("finish the stage", () -> {
            DurableFiles.write(folder.resolve(REPORT), WorkJson.bytes(report));
            for (Path path : checkpoints()) {
                DurableFiles.delete(path);
            }
        });
    }

    /** The tensors that the stage ended with. */
    public Map<String, FloatTensor> result() {
        return load(RESULT);
    }

    /** The report that the stage ended with. */
    public <T> T report(Class<T> type) {
        return WorkJson.read(folder.resolve(REPORT), type);
    }

    /** Throws all of it away. */
    void delete() {
        io("throw the work away", () -> DurableFiles.delete(folder));
    }

    private static Map<String, FloatTensor> tensors(Path file) {
        if (!Files.exists(file)) {
            throw new WorkException(file + " is missing: the work of this training is damaged; --restart begins anew");
        }
        try {
            return Safetensors.read(file);
        } catch (CheckpointException e) {
            throw new WorkException(
                    "the work of this training is damaged: " + e.getMessage() + "; --restart begins anew", e);
        }
    }

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Query<T> {
        T get() throws IOException;
    }

    private void io(String what, Action action) {
        io(what, () -> {
            action.run();
            return folder;
        });
    }

    private <T> T io(String what, Query<T> query) {
        try {
            return query.get();
        } catch (IOException e) {
            throw new WorkException("cannot %s in %s: %s".formatted(what, folder, e), e);
        }
    }
}
