package dev.winnow.ops.cli;

import dev.winnow.model.calibration.CalibrationPoint;
import dev.winnow.ops.knob.PolicyText;
import dev.winnow.ops.knob.WrittenPolicy;
import dev.winnow.ops.management.PolicyAnswer;
import java.io.PrintWriter;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;

/** Says what a policy means that was written. */
final class KnobWritten {

    private final CommandSpec spec;
    private final boolean json;

    KnobWritten(CommandSpec spec, boolean json) {
        this.spec = spec;
        this.json = json;
    }

    /**
     * What {@code --json} prints.
     *
     * @param bundle whose policy
     * @param policy what was asked for; null where it was taken back
     * @param expectedAccuracy of its manual offset; null where nobody measured it or there is none
     * @param expectedAgreement with the full encoder, likewise
     * @param topic the control topic
     * @param recordOffset where the record lies
     */
    record Line(
            String bundle,
            PolicyAnswer policy,
            Double expectedAccuracy,
            Double expectedAgreement,
            String topic,
            long recordOffset) {

        static Line of(WrittenPolicy written) {
            return new Line(
                    written.target().name(),
                    written.policy().map(PolicyAnswer::of).orElse(null),
                    written.expected().map(CalibrationPoint::accuracy).orElse(null),
                    written.expected().map(CalibrationPoint::agreement).orElse(null),
                    written.topic(),
                    written.recordOffset());
        }
    }

    void say(WrittenPolicy written) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.line(Line.of(written)));
        } else {
            sayInWords(written, out);
        }
        out.flush();
        written.warning().ifPresent(this::warn);
    }

    private static void sayInWords(WrittenPolicy written, PrintWriter out) {
        String asked = written.policy()
                .map(asks -> PolicyText.of(asks, Instant.now()))
                .orElse("no policy; the configured offset holds");
        out.printf("%s: %s%n", EscapedText.line(written.target().name()), asked);
        written.expected()
                .ifPresent(point -> out.printf(
                        "expected: accuracy %.3f, agreement %.3f, %.1fx the documents a second of the full encoder%n",
                        point.accuracy(), point.agreement(), point.throughputRatio()));
        out.printf("all replicas in sync have it: record %d of '%s'%n", written.recordOffset(), written.topic());
    }

    private void warn(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("winnow: warning: " + EscapedText.line(text));
        err.flush();
    }
}
