package dev.winnow.ops.bench.control;

import java.util.ArrayList;
import java.util.List;

/**
 * What one run gave.
 *
 * @param answers one for each document that was answered
 * @param documents that were sent
 * @param lost documents without a result, within the time there was
 * @param doubled results beyond the first of a document
 * @param lateSeconds that the sender was behind its schedule at most
 * @param work of the engine for the second half of the documents, when the virtual machine is warm
 */
record RunRecord(List<Answer> answers, int documents, int lost, int doubled, double lateSeconds, EngineWork work) {

    private static final double MILLIS = 1e3;

    /**
     * Sets results beside the documents they answer.
     *
     * @param first number of the schedule's first document; what comes before it was sent to warm up
     * @param startMillis wall clock at its start
     */
    static RunRecord of(
            Schedule schedule, int first, long startMillis, double lateSeconds, List<ResultReader.Result> results) {
        Answer[] answers = new Answer[schedule.documents()];
        int doubled = 0;
        for (ResultReader.Result result : results) {
            int document = result.document() - first;
            if (document >= 0 && answers[document] != null) {
                doubled++;
            } else if (document >= 0) {
                answers[document] = answer(schedule.second(document), startMillis, result);
            }
        }
        List<Answer> known = new ArrayList<>();
        for (Answer answer : answers) {
            if (answer != null) {
                known.add(answer);
            }
        }
        return new RunRecord(
                known,
                answers.length,
                answers.length - known.size(),
                doubled,
                lateSeconds,
                work(first + schedule.documents() / 2, results));
    }

    private static EngineWork work(int from, List<ResultReader.Result> results) {
        return EngineWork.of(results.stream()
                .filter(result -> result.document() >= from)
                .map(ResultReader.Result::classification)
                .toList());
    }

    private static Answer answer(double arrived, long startMillis, ResultReader.Result result) {
        return new Answer(
                arrived,
                (result.writtenMillis() - startMillis) / MILLIS,
                (result.readMillis() - startMillis) / MILLIS,
                result.classification().getDeltaOffset(),
                result.classification().getExpectedAccuracy());
    }

    boolean complete() {
        return lost == 0 && doubled == 0;
    }
}
