package dev.winnow.ops.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.stream.Feed;
import dev.winnow.ops.stream.Launch;
import dev.winnow.ops.stream.Offsets;
import dev.winnow.ops.stream.TestStream;
import dev.winnow.ops.stream.WinnowProcess;
import dev.winnow.topology.config.Guarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Load for half an hour at two thirds of what the process can do, and nothing may grow. Samples go to {@code
 * target/soak.jsonl}; {@code soak.minutes} and {@code soak.rate} (documents a second) choose other loads.
 */
@Tag("soak")
class SoakTest {
    private static final Logger LOG = LoggerFactory.getLogger(SoakTest.class);
    private static final Path FILE = Path.of("target", "soak.jsonl");
    private static final double MINUTES = Double.parseDouble(System.getProperty("soak.minutes", "30"));
    private static final double RATE = Double.parseDouble(System.getProperty("soak.rate", "0"));
    private static final double SHARE_OF_CAPACITY = 0.65;
    private static final int BURST = 3_000;
    private static final int SAMPLES = 120;

    /** Compilers, caches and arenas of the allocator fill in this part of the time; the trends begin after it. */
    private static final double WARM_UP = 0.25;

    @TempDir
    Path folder;

    @Test
    void shouldNotGrow() throws IOException {
        TestStream stream = TestStream.create(8);
        // A heap that is touched as a whole at the start: what the process gains afterwards is native memory.
        Launch launch = Launch.of(Guarantee.EXACTLY_ONCE)
                .withJvm("-Xms384m", "-Xmx384m", "-XX:+AlwaysPreTouch", "-Dlogback.configurationFile=logback.xml");
        try (WinnowProcess process = WinnowProcess.start(stream, launch, folder);
                Feed feed = new Feed(stream);
                Offsets offsets = new Offsets(stream);
                SteadyLoad load = new SteadyLoad(feed)) {
            // Given
            double rate = RATE > 0 ? RATE : SHARE_OF_CAPACITY * capacity(process, load, offsets);
            LOG.atInfo().addKeyValue("documentsPerSecond", Math.round(rate)).log("soak begins");

            // When
            load.begin(rate);
            List<ProcessSample> samples = sampleAll(process, load, offsets);

            // Then
            List<ProcessSample> warm = samples.subList((int) (WARM_UP * samples.size()), samples.size());
            Trend files = new Trend(warm, ProcessSample::openFiles);
            assertThat(files.max() - files.min()).as("open files").isLessThanOrEqualTo(8);
            assertThat(new Trend(warm, ProcessSample::threads).growth())
                    .as("threads")
                    .isLessThan(0.05);
            assertThat(new Trend(warm, ProcessSample::rssBytes).growth())
                    .as("RSS")
                    .isLessThan(0.03);
            assertThat(new Trend(warm, ProcessSample::nativeBytes).growth())
                    .as("native memory")
                    .isLessThan(0.05);
            assertThat(Math.abs(new Trend(warm, ProcessSample::heapBytes).growth()))
                    .as("heap")
                    .isLessThan(0.1);
        }
    }

    /** Documents a second that it makes of a burst, the second of two: the first warms it up. */
    private static double capacity(WinnowProcess process, SteadyLoad load, Offsets offsets) {
        double perSecond = 0;
        for (int burst = 0; burst < 2; burst++) {
            long begun = System.nanoTime();
            load.burst(BURST);
            await(Duration.ofMinutes(10), process, () -> offsets.committed() == load.sent());
            perSecond = BURST * 1e9 / (System.nanoTime() - begun);
        }
        return perSecond;
    }

    private static List<ProcessSample> sampleAll(WinnowProcess process, SteadyLoad load, Offsets offsets)
            throws IOException {
        Files.deleteIfExists(FILE);
        ProcessGauge gauge = new ProcessGauge(process.pid());
        List<ProcessSample> samples = new ArrayList<>();
        long begun = System.nanoTime();
        for (int s = 1; s <= SAMPLES; s++) {
            double due = MINUTES * s / SAMPLES;
            await(Duration.ofHours(1), process, () -> minutesSince(begun) >= due);
            ProcessSample sample = gauge.sample(minutesSince(begun), load.sent(), offsets.committed());
            samples.add(sample);
            Files.writeString(
                    FILE,
                    new ObjectMapper().writeValueAsString(sample) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
        return samples;
    }

    private static double minutesSince(long nanos) {
        return (System.nanoTime() - nanos) / 60e9;
    }

    private static void await(Duration patience, WinnowProcess process, Callable<Boolean> condition) {
        Awaitility.await().atMost(patience).pollInterval(Duration.ofMillis(100)).until(() -> {
            process.requireAlive();
            return condition.call();
        });
    }
}
