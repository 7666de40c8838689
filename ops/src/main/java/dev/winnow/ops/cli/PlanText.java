package dev.winnow.ops.cli;

import dev.winnow.ops.plan.Plan;
import java.io.PrintWriter;
import java.util.Locale;

/** What to buy, for people. */
final class PlanText {

    private static final double PERCENT = 100;
    private static final double MILLIS = 1e3;

    private final PrintWriter out;

    PlanText(PrintWriter out) {
        this.out = out;
    }

    void print(PlanReport report) {
        line("%s", measured(report));
        line(
                "an instance of %d cores holds p99 %d ms with up to %,.0f documents/s, %.0f %% of its cores,"
                        + " and %.1f times that for 2 s in 15",
                report.workers(),
                report.objectiveMillis(),
                report.limit(),
                PERCENT * report.limitUtilisation(),
                report.peak());
        line(
                "p99 and used are those of the instance with most partitions, %d %s gone",
                report.spare(), report.spare() == 1 ? "instance" : "instances");
        line("");
        line(
                "| documents |  cores |       | instan- | parti- | memory |  broker |   com- |      |  p99 ms by |    p99 ms |");
        line(
                "|       a s |   busy | cores |     ces |  tions |    GiB |    MB/s | mits/s | used |    formula | simulated |");
        line(
                "|----------:|-------:|------:|--------:|-------:|-------:|--------:|-------:|-----:|-----------:|----------:|");
        report.plans().forEach(this::row);
    }

    private static String measured(PlanReport report) {
        return report.engineMillis() == null
                ? String.format(Locale.ROOT, "%.3f ms of processor time a document", report.millis())
                : String.format(
                        Locale.ROOT,
                        "%s, %s, offset %.2f: %.3f ms of processor time a document, %.3f of them the engine's",
                        report.bundle(),
                        report.precision(),
                        report.offset(),
                        report.millis(),
                        report.engineMillis());
    }

    private void row(Plan plan) {
        line(
                "| %,9.0f | %,6.1f | %,5d | %,7d | %,6d | %,6.0f | %,7.1f | %,6.0f | %.2f | %,10.0f | %,9.0f |",
                plan.documentsPerSecond(),
                plan.leastCores(),
                plan.cores(),
                plan.instances(),
                plan.partitions(),
                plan.memoryGiB(),
                plan.brokerMegabytesPerSecond(),
                plan.commitsPerSecond(),
                plan.utilisation(),
                MILLIS * plan.expectedP99Seconds(),
                MILLIS * plan.worstP99Seconds());
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
