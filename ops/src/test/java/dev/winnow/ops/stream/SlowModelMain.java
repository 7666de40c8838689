package dev.winnow.ops.stream;

import dev.winnow.model.classifier.Prediction;
import dev.winnow.model.reduction.DeltaOffset;
import dev.winnow.model.tokenizer.TokenizedText;
import dev.winnow.ops.run.StreamProcess;
import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.topology.config.BatchConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.WinnowConfig;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The stream in a JVM of its own with a model that takes its time over each micro-batch of real documents. */
public final class SlowModelMain {

    private SlowModelMain() {}

    /** Takes: bootstrap servers, registry, application id, milliseconds per micro-batch, seconds to stop within. */
    public static void main(String[] args) {
        WinnowProcessMain.endWithParent();
        TestStream stream = new TestStream(args[0], args[1], args[2], 2);
        long batchMillis = Long.parseLong(args[3]);
        Duration timeout = Duration.ofSeconds(Long.parseLong(args[4]));
        Slow model = new Slow(batchMillis);
        StreamProcess process = new StreamProcess(
                config(stream, timeout), pipeline -> model, new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        System.exit(process.run());
    }

    /** Batches are bound by their documents; tokens are few because the warm-up fills batches with them. */
    private static WinnowConfig config(TestStream stream, Duration timeout) {
        BatchConfig batch = new BatchConfig(20 * Slow.LONGEST_OF_THE_LOAD, 20, Duration.ofMillis(20), 64 << 20);
        WinnowConfig config = stream.config(Guarantee.EXACTLY_ONCE, batch);
        return config.toBuilder()
                .application(
                        new ApplicationConfig(stream.id(), Guarantee.EXACTLY_ONCE, 2, Duration.ofMillis(200), timeout))
                .build();
    }

    private static final class Slow extends Models.Lent {
        /** Tokens; the texts of the warm-up have more. */
        private static final int LONGEST_OF_THE_LOAD = 9;

        private final long millis;

        Slow(long millis) {
            super(Models.shared());
            this.millis = millis;
        }

        /** Parked as in a native call: an interrupt does not end it. */
        @Override
        public List<Prediction> classify(List<TokenizedText> documents, DeltaOffset offset) {
            if (documents.get(0).length() <= LONGEST_OF_THE_LOAD) {
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
                while (System.nanoTime() - end < 0) {
                    LockSupport.parkNanos(end - System.nanoTime());
                }
            }
            return super.classify(documents, offset);
        }
    }
}
