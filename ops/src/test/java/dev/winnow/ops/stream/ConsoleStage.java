package dev.winnow.ops.stream;

import dev.winnow.ops.run.Management;
import dev.winnow.topology.config.ConsoleConfig;
import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.ManagementConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.knob.KnobStatus;
import dev.winnow.v1.Classification;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A stream that goes on all the time, its page as different people may see it, and a browser: one of each for all tests of the page. */
final class ConsoleStage implements AutoCloseable {
    static final String TOKEN = "operate-token-of-a-test";

    private static final List<String> TEXTS = List.of(
            "Thanks, that fixed my problem and I learned something on the way.",
            "Does anyone know whether the library is open on Sunday?",
            "The bread from the market freezes well if you slice it first.");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final Chromium chromium;
    private final RunningStream stream;
    private Management open;
    private Management withoutTexts;
    private Management guarded;

    private ConsoleStage() {
        chromium = keep(Chromium.open());
        TestStream names = TestStream.create(1);
        ManagementConfig loopback = ManagementConfig.at("127.0.0.1:0");
        // Others can reach it through a proxy, and there is no token to read: figures are open, texts are not.
        ManagementConfig proxied = new ManagementConfig("127.0.0.1:0", "http://winnow.example.org", TOKEN, "", "", "");
        stream = keep(RunningStream.start(names, config(names, loopback, true), Models.loader(), app -> {
            open = Management.open(config(names, loopback, true), app);
            withoutTexts = Management.open(config(names, loopback, false), app);
            guarded = Management.open(config(names, proxied, true), app);
        }));
        List.of(open, withoutTexts, guarded).forEach(this::keep);
    }

    private <T extends AutoCloseable> T keep(T part) {
        closing.push(part);
        return part;
    }

    /** Waits until results come. */
    static ConsoleStage start() {
        ConsoleStage stage = new ConsoleStage();
        stage.stream.app().awaitRunning(Duration.ofMinutes(1));
        ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();
        stage.keep(load::shutdownNow);
        var unused = load.scheduleWithFixedDelay(stage::feed, 0, 100, TimeUnit.MILLISECONDS);
        stage.sendBroken();
        return stage;
    }

    private static WinnowConfig config(TestStream names, ManagementConfig management, boolean texts) {
        return names.config(Guarantee.EXACTLY_ONCE).toBuilder()
                .management(management)
                .console(new ConsoleConfig(true, texts, ""))
                .build();
    }

    private void feed() {
        int number = sent.getAndIncrement();
        stream.send("d" + number, TEXTS.get(number % TEXTS.size()));
    }

    /** Sends what becomes a dead letter. */
    void sendBroken() {
        stream.feed().send(0, "broken", new byte[] {1, 2, 3});
    }

    Chromium chromium() {
        return chromium;
    }

    /** To whom everything is open. */
    Management open() {
        return open;
    }

    /** Where the configuration allows no texts. */
    Management withoutTexts() {
        return withoutTexts;
    }

    /** Where texts and changes need {@link #TOKEN}. */
    Management guarded() {
        return guarded;
    }

    String controlTopic() {
        return stream.names().control();
    }

    KnobStatus knob() {
        return stream.app().knobs().orElseThrow().knobs().get(0);
    }

    String textOf(String documentId) {
        return TEXTS.get(Integer.parseInt(documentId.substring(1)) % TEXTS.size());
    }

    /** The result of the next document that is sent: what is in force now was in force when it came. */
    Classification resultOfNext() {
        return resultOf("d" + sent.get());
    }

    /** Waits for it. */
    Classification resultOf(String documentId) {
        Waiting.upTo(PATIENCE).until(() -> Harvest.of(stream.names()).ids().contains(documentId));
        return Harvest.of(stream.names()).classificationOf(documentId);
    }

    @Override
    public void close() throws Exception {
        while (!closing.isEmpty()) {
            closing.pop().close();
        }
    }
}
