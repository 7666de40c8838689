package dev.winnow.ops.bench.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalDouble;

/** What was measured, for programs. */
final class ControlJson {

    private static final double MILLIS = 1e3;

    private ControlJson() {}

    static String of(ControlReport report) {
        Baseline baseline = report.baseline();
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("bundle", report.model())
                .put("workers", report.engine().workers())
                .put("precision", report.engine().precision().label())
                .put("seed", report.seed())
                .put("capacity", baseline.capacity())
                .put("fastestCapacity", baseline.fastestCapacity())
                .put("engineCapacity", baseline.engineCapacity())
                .put("slowdownAtRest", baseline.slowdown().atRest())
                .put("slowdownPerArrival", baseline.slowdown().perArrival())
                .put("unloadedP99Millis", MILLIS * baseline.unloadedP99Seconds())
                .put("objectiveMillis", baseline.objective().toMillis());
        report.entries().forEach(entry -> add(json.withArray("policies").addObject(), entry));
        for (LoadPattern pattern : report.patterns()) {
            report.check(pattern)
                    .ifPresent(check -> add(json.withObject("simulation").putObject(pattern.title()), check));
        }
        return json.toString();
    }

    private static void add(ObjectNode json, ControlReport.Entry entry) {
        RunMetrics metrics = entry.metrics();
        RunRecord run = entry.run();
        json.put("name", entry.contender().title())
                .put("scenario", entry.pattern().title())
                .put("sloViolationRatio", metrics.sloViolationRatio())
                .put("effectiveAccuracy", metrics.effectiveAccuracy())
                .put("maxAccuracyDrop", metrics.maxAccuracyDrop());
        OptionalDouble drain = metrics.drainSeconds();
        json.put("drainSeconds", drain.isPresent() ? drain.getAsDouble() : null)
                .put("p50AgeMillis", MILLIS * metrics.p50AgeSeconds())
                .put("p99AgeMillis", MILLIS * metrics.p99AgeSeconds())
                .put("readableP99AgeMillis", MILLIS * metrics.readableP99AgeSeconds())
                .put("readableViolationRatio", metrics.readableViolationRatio())
                .put("meanOffset", metrics.meanOffset())
                .put("documents", run.documents())
                .put("lost", run.lost())
                .put("doubled", run.doubled())
                .put("senderLateMillis", MILLIS * run.lateSeconds());
        for (Timeline.Second second : Timeline.of(run.answers())) {
            json.withArray("timeline")
                    .addObject()
                    .put("second", second.second())
                    .put("p99AgeMillis", MILLIS * second.p99AgeSeconds())
                    .put("meanOffset", second.meanOffset())
                    .put("accuracy", second.accuracy())
                    .put("results", second.results());
        }
    }

    private static void add(ObjectNode json, PredictionCheck check) {
        for (PredictionCheck.Figure figure : check.figures()) {
            ObjectNode entry = json.putObject(figure.name())
                    .put("predicted", figure.predicted())
                    .put("least", figure.least())
                    .put("most", figure.most())
                    .put("measured", figure.measured());
            if (!Double.isNaN(figure.relative())) {
                entry.put("relativeDifference", figure.relative());
            }
        }
    }
}
