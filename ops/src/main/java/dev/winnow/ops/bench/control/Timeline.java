package dev.winnow.ops.bench.control;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The seconds of a run, by when results were written. */
final class Timeline {

    private Timeline() {}

    /**
     * A second in which results were written.
     *
     * @param second its number from the start of the run
     * @param results written in it
     * @param p99AgeSeconds 99th percentile of their ages
     * @param meanOffset of them
     * @param accuracy to expect of them on average
     */
    record Second(long second, int results, double p99AgeSeconds, double meanOffset, double accuracy) {}

    /** By rising second; those without a result are left out. */
    static List<Second> of(List<Answer> answers) {
        return answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> (long) Math.floor(answer.written()), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(second -> second(second.getKey(), second.getValue()))
                .toList();
    }

    private static Second second(long number, List<Answer> answers) {
        return new Second(
                number,
                answers.size(),
                RunMetrics.quantile(answers, Answer::age, 0.99),
                answers.stream().mapToDouble(Answer::offset).average().orElseThrow(),
                answers.stream().mapToDouble(Answer::accuracy).average().orElseThrow());
    }
}
