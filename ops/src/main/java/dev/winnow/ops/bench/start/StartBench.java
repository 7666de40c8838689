package dev.winnow.ops.bench.start;

import dev.winnow.ops.broker.CommittedRecords;
import dev.winnow.ops.embedded.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Starts instances one after the other against a broker in this process, and looks at them from outside. Input is plain text and
 * output JSON, so that no registry has a part in it.
 */
public final class StartBench {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(5);

    private final String servers;
    private final List<String> texts;

    /**
     * @param servers of the broker
     * @param texts the load of each bundle, after which memory is looked at
     */
    public StartBench(String servers, List<String> texts) {
        this.servers = servers;
        this.texts = List.copyOf(texts);
    }

    /** Hears that an instance was measured. */
    @FunctionalInterface
    public interface Progress {
        void update(long done, long total);
    }

    /** Starts each of the instances so many times, in turn. */
    public void run(List<InstanceForm> forms, int rounds, StartReport report, Progress progress) {
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < forms.size(); i++) {
                report.add(forms.get(i), measure(forms.get(i)));
                progress.update((long) round * forms.size() + i + 1, (long) rounds * forms.size());
            }
        }
    }

    private Started measure(InstanceForm form) {
        String run = "start-" + UUID.randomUUID();
        try {
            Path folder = Files.createTempDirectory("winnow-bench-start-");
            try {
                return measure(form, run, folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Started measure(InstanceForm form, String run, Path folder) throws IOException, InterruptedException {
        createTopics(run, form);
        send(run, form, texts.subList(0, 1));
        int port = freePort();
        Path config = Files.write(folder.resolve("winnow.yaml"), config(run, form, port));
        try (InstanceProcess instance = InstanceProcess.start(config, folder);
                Consumer<byte[], byte[]> results = results(run, form)) {
            instance.awaitReady(URI.create("http://127.0.0.1:" + port + "/readyz"), PATIENCE);
            double ready = instance.secondsSinceStart();
            int answered = await(results, instance, 1, 0);
            double first = instance.secondsSinceStart();
            int bundles = form.bundles().size();
            answered = await(results, instance, bundles, answered);
            OptionalLong idle = instance.residentBytes();
            send(run, form, texts);
            await(results, instance, bundles * (1 + texts.size()), answered);
            return new Started(ready, first, idle, instance.residentBytes());
        }
    }

    private void createTopics(String run, InstanceForm form) {
        List<NewTopic> topics = new ArrayList<>(List.of(Topics.topic(run + "-dead-letters", 1, Map.of())));
        for (int bundle = 0; bundle < form.bundles().size(); bundle++) {
            topics.add(Topics.topic(input(run, bundle), 1, Map.of()));
            topics.add(Topics.topic(output(run, bundle), 1, Map.of()));
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            new Topics(admin, TIMEOUT).create(topics);
        }
    }

    private List<String> config(String run, InstanceForm form, int port) {
        List<String> lines = new ArrayList<>(List.of(
                "application: {id: " + run + "}",
                "kafka: {bootstrap.servers: \"" + servers + "\"}",
                "input: {format: string}",
                "output: {format: json}",
                "control: {topic: \"\"}",
                "dead-letters: {topic: " + run + "-dead-letters}",
                "management: {listen: \"127.0.0.1:" + port + "\"}",
                "engine: {precision: " + form.precision().label() + ", workers: " + form.workers() + "}",
                "pipelines:"));
        for (int bundle = 0; bundle < form.bundles().size(); bundle++) {
            lines.add("  - {bundle: \"%s\", input: %s, output: %s}"
                    .formatted(form.bundles().get(bundle), input(run, bundle), output(run, bundle)));
        }
        return lines;
    }

    private void send(String run, InstanceForm form, List<String> some) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer())) {
            for (int bundle = 0; bundle < form.bundles().size(); bundle++) {
                for (String text : some) {
                    var unused = producer.send(new ProducerRecord<>(input(run, bundle), text));
                }
            }
        }
    }

    private Consumer<byte[], byte[]> results(String run, InstanceForm form) {
        return CommittedRecords.of(
                servers,
                IntStream.range(0, form.bundles().size())
                        .mapToObj(bundle -> output(run, bundle))
                        .toList());
    }

    private static int await(Consumer<byte[], byte[]> results, InstanceProcess instance, int wanted, int answered) {
        long lastNanos = System.nanoTime();
        int count = answered;
        while (count < wanted) {
            int polled = results.poll(POLL).count();
            count += polled;
            lastNanos = polled > 0 ? System.nanoTime() : lastNanos;
            instance.requireAlive();
            if (System.nanoTime() - lastNanos > PATIENCE.toNanos()) {
                throw new IllegalStateException(count + " of " + wanted + " results, and no more for two minutes");
            }
        }
        return count;
    }

    /** Free a moment ago: the address must be known before the process is there. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String input(String run, int bundle) {
        return run + "-documents-" + bundle;
    }

    private static String output(String run, int bundle) {
        return run + "-classifications-" + bundle;
    }
}
