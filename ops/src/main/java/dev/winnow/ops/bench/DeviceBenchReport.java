package dev.winnow.ops.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.model.encoder.Precision;
import dev.winnow.model.evaluation.EncoderParity;
import dev.winnow.ops.bench.rounds.Spread;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what {@link DeviceBench} and {@link ByteTransformerBench} found, as tables or into an object of JSON. */
final class DeviceBenchReport {
    private DeviceBenchReport() {}

    static void printParity(PrintWriter out, Workload workload, List<DeviceBench.Parity> parities) {
        print(
                out,
                "%n%d documents, %d tokens, beside the processor in fp32%n",
                workload.documents(),
                workload.tokens());
        print(out, "| precision | offset | other label | other tokens | in documents | largest logit difference |%n");
        print(out, "|---|---|---|---|---|---|%n");
        for (DeviceBench.Parity parity : parities) {
            EncoderParity.Result result = parity.result();
            print(
                    out,
                    "| %s | %.0f | %d | %d of %d | %d | %.1e |%n",
                    parity.precision().label(),
                    result.offset(),
                    result.otherLabels(),
                    result.otherTokens(),
                    result.tokens(),
                    result.otherTokenDocuments(),
                    result.logitDifference());
        }
        out.flush();
    }

    static void printSpeed(PrintWriter out, Workload workload, List<DeviceBench.Speed> speeds) {
        print(
                out,
                "%n%s: %d documents in %d batches, padding would compute %.2f times as many tokens%n",
                workload.name(),
                workload.documents(),
                workload.batches().size(),
                workload.paddingFactor());
        print(
                out,
                "| | ms a batch | fastest to slowest | documents/s | tokens/s | gain |%n|---|---|---|---|---|---|%n");
        double perBatch = 1e3 / workload.batches().size();
        for (DeviceBench.Speed speed : speeds) {
            print(
                    out,
                    "| %s | %.2f | %.2f to %.2f | %.0f | %.0f | %.2fx |%n",
                    speed.name(),
                    speed.timing().median() * perBatch,
                    speed.timing().least() * perBatch,
                    speed.timing().most() * perBatch,
                    speed.documentsPerSecond(),
                    speed.tokensPerSecond(),
                    speed.gain());
        }
        out.flush();
    }

    static void printByteTransformer(
            PrintWriter out, String device, Precision precision, List<ByteTransformerBench.Row> rows) {
        print(
                out,
                "%nByteTransformer's settings: BERT-base, batches of 16, mean length 0.6 of the longest; on %s in %s%n",
                device,
                precision.label());
        print(
                out,
                "| longest | tokens | padded, ms | packed, ms | gain | ByteTransformer, A100, fp16, as published, ms |%n");
        print(out, "|---|---|---|---|---|---|%n");
        for (ByteTransformerBench.Row row : rows) {
            print(
                    out,
                    "| %d | %d | %.2f | %.2f | %.2fx | %s |%n",
                    row.longest(),
                    row.tokens(),
                    row.padded().median() * 1e3,
                    row.packed().median() * 1e3,
                    row.gain(),
                    Double.isNaN(row.publishedMillis()) ? "" : "%.2f".formatted(row.publishedMillis()));
        }
        out.flush();
    }

    private static void print(PrintWriter out, String format, Object... arguments) {
        out.printf(Locale.ROOT, format, arguments);
    }

    static void addDevice(ObjectNode report, List<DeviceBench.Parity> parities, List<DeviceBench.Speed> speeds) {
        for (DeviceBench.Parity parity : parities) {
            report.withArray("parity")
                    .addObject()
                    .put("precision", parity.precision().label())
                    .putPOJO("result", parity.result());
        }
        for (DeviceBench.Speed speed : speeds) {
            seconds(report.withArray("speed").addObject().put("name", speed.name()), speed.timing())
                    .put("documentsPerSecond", speed.documentsPerSecond())
                    .put("tokensPerSecond", speed.tokensPerSecond())
                    .put("gain", speed.gain());
        }
    }

    static void addByteTransformer(ObjectNode report, Precision precision, List<ByteTransformerBench.Row> rows) {
        ObjectNode part = report.withObject("byteTransformer").put("precision", precision.label());
        for (ByteTransformerBench.Row row : rows) {
            ObjectNode entry = part.withArray("rows")
                    .addObject()
                    .put("longest", row.longest())
                    .put("tokens", row.tokens())
                    .put("gain", row.gain());
            seconds(entry.putObject("padded"), row.padded());
            seconds(entry.putObject("packed"), row.packed());
            if (!Double.isNaN(row.publishedMillis())) {
                entry.put("publishedSeconds", row.publishedMillis() / 1e3);
            }
        }
    }

    private static ObjectNode seconds(ObjectNode node, Spread spread) {
        return node.put("medianSeconds", spread.median())
                .put("leastSeconds", spread.least())
                .put("mostSeconds", spread.most());
    }
}
