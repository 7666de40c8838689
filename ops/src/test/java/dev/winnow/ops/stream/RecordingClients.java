package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.topology.lifecycle.KafkaClients;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's real clients, with a note of each call that matters for a commit made before the call goes on to the client.
 *
 * <p>A result is matched with its document by its key, {@code PARTITION:OFFSET} as {@link #key} writes it.
 */
final class RecordingClients extends KafkaClients {
    private final List<CommitStep> steps = Collections.synchronizedList(new ArrayList<>());
    private final String input;

    RecordingClients(String input) {
        this.input = input;
    }

    static String key(int partition, long offset) {
        return partition + ":" + offset;
    }

    CommitTrace trace() {
        synchronized (steps) {
            return new CommitTrace(List.copyOf(steps));
        }
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return observed(Producer.class, super.getProducer(config));
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return observed(Consumer.class, super.getConsumer(config));
    }

    @SuppressWarnings("unchecked")
    private <T> T observed(Class<? super T> type, T client) {
        return (T) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            step(method, args == null ? new Object[0] : args).ifPresent(steps::add);
            try {
                return method.invoke(client, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    private Optional<CommitStep> step(Method method, Object[] args) {
        return Optional.ofNullable(
                switch (method.getName()) {
                    case "beginTransaction" -> new CommitStep.Begin();
                    case "send" -> send((ProducerRecord<?, ?>) args[0]);
                    case "flush" -> new CommitStep.Flush();
                    case "sendOffsetsToTransaction", "commitSync", "commitAsync" -> offsets((Map<?, ?>) args[0]);
                    case "commitTransaction" -> new CommitStep.Commit();
                    case "abortTransaction" -> new CommitStep.Abort();
                    default -> null;
                });
    }

    private CommitStep send(ProducerRecord<?, ?> record) {
        String key = new String((byte[]) record.key(), UTF_8);
        int colon = key.indexOf(':');
        TopicPartition partition = new TopicPartition(input, Integer.parseInt(key.substring(0, colon)));
        return new CommitStep.Send(partition, Long.parseLong(key.substring(colon + 1)), isInHook());
    }

    private static CommitStep offsets(Map<?, ?> offsets) {
        return new CommitStep.Offsets(offsets.entrySet().stream()
                .collect(Collectors.toMap(
                        offset -> (TopicPartition) offset.getKey(),
                        offset -> ((OffsetAndMetadata) offset.getValue()).offset())));
    }

    /** Whether {@code StreamTask.prepareCommit} called the hook, and the hook led here. */
    private static boolean isInHook() {
        return StackWalker.getInstance().walk(frames -> {
            List<String> calls = frames.map(
                            frame -> frame.getClassName().replaceAll(".*\\.", "") + "." + frame.getMethodName())
                    .toList();
            int hook = calls.indexOf("CommitHook.flushCache");
            return hook >= 0 && calls.indexOf("StreamTask.prepareCommit") > hook;
        });
    }
}
