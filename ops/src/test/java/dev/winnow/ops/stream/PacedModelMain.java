package dev.winnow.ops.stream;

import dev.winnow.ops.run.StreamProcess;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** {@code winnow run} with a {@link PacedModel}. Arguments: broker, registry, id of the stream, microseconds for a document. */
public final class PacedModelMain {
    private PacedModelMain() {}

    public static void main(String[] args) {
        WinnowProcessMain.endWithParent();
        TestStream stream = new TestStream(args[0], args[1], args[2], 2);
        PacedModel model = new PacedModel(Duration.ofNanos(1_000 * Long.parseLong(args[3])));
        StreamProcess process = new StreamProcess(
                FleetControlTest.config(stream),
                pipeline -> model,
                new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(process.run());
    }
}
