package dev.winnow.topology.settings;

import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.preflight.StartupException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Kafka settings that may not be passed through, because documents would be lost or doubled without a word. Everything
 * else in {@code kafka.*} is the operator's to choose.
 */
final class ProtectedSettings {

    private static final String SWALLOWS_FAILURES =
            "a handler that goes on after a failure would commit documents without a result";

    /** Key without its client prefix to the reason. */
    private static final Map<String, String> NEVER = Map.of(
            "application.id", "set application.id of Winnow instead",
            "processing.guarantee", "set application.guarantee of Winnow instead",
            "enable.auto.commit", "offsets are committed with the results only",
            "processor.wrapper.class", "a wrapped processor loses the call before a commit",
            "processing.exception.handler", SWALLOWS_FAILURES,
            "production.exception.handler", SWALLOWS_FAILURES,
            "default.production.exception.handler", SWALLOWS_FAILURES,
            "transactional.id", "Kafka Streams names its transactions itself");

    /** Under exactly-once only one value is right. */
    private static final Map<String, Set<String>> EXACTLY_ONCE = Map.of(
            "isolation.level", Set.of("read_committed"),
            "enable.idempotence", Set.of("true"),
            "acks", Set.of("all", "-1"));

    private static final Set<String> PREFIXES =
            Set.of("consumer.", "main.consumer.", "restore.consumer.", "global.consumer.", "producer.", "admin.");

    private ProtectedSettings() {}

    /**
     * Checks what the operator passes through.
     *
     * @throws StartupException naming the first key that may not be set, and why
     */
    static void check(Map<String, String> kafka, Guarantee guarantee) {
        kafka.forEach((key, value) -> {
            String name = withoutPrefix(key);
            if (NEVER.containsKey(name)) {
                throw new StartupException("kafka." + key + " cannot be set: " + NEVER.get(name));
            }
            Set<String> right = EXACTLY_ONCE.get(name);
            if (guarantee == Guarantee.EXACTLY_ONCE
                    && right != null
                    && !right.contains(value.toLowerCase(Locale.ROOT))) {
                throw new StartupException("kafka." + key + " must not be '" + value
                        + "' under exactly-once; leave it out or set application.guarantee to at-least-once");
            }
        });
    }

    private static String withoutPrefix(String key) {
        return PREFIXES.stream()
                .filter(key::startsWith)
                .map(prefix -> key.substring(prefix.length()))
                .findFirst()
                .orElse(key);
    }
}
