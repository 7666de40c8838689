package dev.winnow.ops.bench.control;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How a run went; the first four are the metrics of accuracy scaling (Proteus, ASPLOS 2024).
 *
 * @param sloViolationRatio share of the documents whose record was older than the objective when its result was written
 * @param effectiveAccuracy mean over documents of the calibrated accuracy of the offset they were classified with
 * @param maxAccuracyDrop from the accuracy of the full encoder to the least mean of a second, by when results were written
 * @param drainSeconds from the relief until no document without a result was older than the objective; empty without a relief
 * @param p50AgeSeconds median record age at emission
 * @param p99AgeSeconds its 99th percentile
 * @param readableViolationRatio as the first, until the result could be read
 * @param readableP99AgeSeconds 99th percentile of the age until the result could be read
 * @param meanOffset over documents
 */
record RunMetrics(
        double sloViolationRatio,
        double effectiveAccuracy,
        double maxAccuracyDrop,
        OptionalDouble drainSeconds,
        double p50AgeSeconds,
        double p99AgeSeconds,
        double readableViolationRatio,
        double readableP99AgeSeconds,
        double meanOffset) {

    /**
     * @param answers one at least
     * @param fullAccuracy of the full encoder
     * @param relief second after which the load could be served by the full encoder again
     */
    static RunMetrics of(List<Answer> answers, double objectiveSeconds, double fullAccuracy, OptionalDouble relief) {
        return new RunMetrics(
                share(answers, answer -> answer.age() > objectiveSeconds),
                mean(answers, Answer::accuracy),
                fullAccuracy - leastSecond(answers),
                relief.stream()
                        .map(second -> drain(answers, objectiveSeconds, second))
                        .findFirst(),
                quantile(answers, Answer::age, 0.5),
                quantile(answers, Answer::age, 0.99),
                share(answers, answer -> answer.readableAge() > objectiveSeconds),
                quantile(answers, Answer::readableAge, 0.99),
                mean(answers, Answer::offset));
    }

    private static double share(List<Answer> answers, Predicate<Answer> chosen) {
        return answers.stream().filter(chosen).count() / (double) answers.size();
    }

    private static double mean(List<Answer> answers, ToDoubleFunction<Answer> value) {
        return answers.stream().mapToDouble(value).average().orElseThrow();
    }

    private static double leastSecond(List<Answer> answers) {
        Map<Long, DoubleSummaryStatistics> seconds = answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> (long) Math.floor(answer.written()), Collectors.summarizingDouble(Answer::accuracy)));
        return seconds.values().stream()
                .mapToDouble(DoubleSummaryStatistics::getAverage)
                .min()
                .orElseThrow();
    }

    /**
     * A document is late from {@code arrived + objective} until its result is written. The first moment from the relief on that
     * lies in none of these intervals ends the drain; in the order of their starts one look at each finds it.
     */
    private static double drain(List<Answer> answers, double objectiveSeconds, double relief) {
        double end = relief;
        for (Answer answer : answers.stream()
                .sorted(Comparator.comparingDouble(Answer::arrived))
                .toList()) {
            if (answer.arrived() + objectiveSeconds > end) {
                break;
            }
            end = Math.max(end, answer.written());
        }
        return end - relief;
    }

    /** The least value that this share of the answers does not exceed. */
    static double quantile(List<Answer> answers, ToDoubleFunction<Answer> value, double share) {
        double[] sorted = answers.stream().mapToDouble(value).sorted().toArray();
        return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
    }
}
