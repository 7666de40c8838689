package dev.winnow.model.training.stages;

import dev.winnow.model.encoder.TrainingEncoder;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.training.TrainingProgress;
import dev.winnow.model.training.schedule.BatchPlan;
import dev.winnow.model.training.work.StageFolder;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Saliencies and logits of all training documents, once: the joint stage reads them in every epoch. They are kept in parts of
 * {@value #PART} documents, so that an interrupted stage goes on behind the last part.
 */
final class SaliencyStage {
    private static final int PART = 1024;
    private static final int BATCH = 32;

    private final StageFolder folder;
    private final TrainingProgress display;
    private final BooleanSupplier stop;

    SaliencyStage(StageFolder folder, TrainingProgress display, BooleanSupplier stop) {
        this.folder = folder;
        this.display = display;
        this.stop = stop;
    }

    /**
     * What the stage ended with.
     *
     * @param documents N
     * @param classes C
     */
    record Report(int documents, int classes) {}

    /** Computes what is not there yet; throws {@link TrainingStoppedException} if it is to stop. */
    void run(TrainingEncoder model, Documents documents, int classes) {
        for (int first = 0; first < documents.size(); first += PART) {
            if (!folder.has(part(first))) {
                int end = Math.min(documents.size(), first + PART);
                Documents part = new Documents(
                        documents.tokens().subList(first, end), Arrays.copyOfRange(documents.targets(), first, end));
                folder.save(
                        part(first),
                        teach(model, part, classes, first, documents.size()).tensors());
            }
        }
        folder.finish(Map.of(), new Report(documents.size(), classes));
        display.update(TrainingProgress.Phase.SALIENCY, documents.size(), documents.size());
    }

    private Teacher teach(TrainingEncoder model, Documents part, int classes, int before, int all) {
        Teacher teacher = Teacher.empty(part.size(), classes);
        int done = before;
        for (int[] batch : BatchPlan.byLength(part.lengths(), BATCH)) {
            if (stop.getAsBoolean()) {
                throw new TrainingStoppedException(
                        "stopped after %d of %d documents of stage saliency; run the same command to go on"
                                .formatted(done, all));
            }
            teacher.put(
                    batch,
                    model.saliency(part.batch(batch)),
                    model.classify(part.tokensOf(batch), DeltaOffset.FULL).logits());
            done += batch.length;
            display.update(TrainingProgress.Phase.SALIENCY, done, all);
        }
        return teacher;
    }

    /** All parts together. */
    Teacher read() {
        Report report = folder.report(Report.class);
        Teacher teacher = Teacher.empty(report.documents(), report.classes());
        for (int first = 0; first < report.documents(); first += PART) {
            teacher.put(first, folder.load(part(first)));
        }
        return teacher;
    }

    private static String part(int first) {
        return "part-%09d".formatted(first);
    }
}
