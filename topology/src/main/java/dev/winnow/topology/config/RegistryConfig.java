package dev.winnow.topology.config;

import dev.winnow.schemas.RegistrySettings;
import dev.winnow.schemas.SubjectNaming;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the Avro schemas live, and how its client behaves. It is asked again while it is away, without end and without
 * losing a document; the timeout bounds a single question.
 *
 * @param url base address of a Confluent-compatible Schema Registry; {@code mock://NAME} lives in the process alone
 * @param autoRegister whether the output schema may be registered by this process
 * @param subjectNaming what the subject of the output schema is called
 * @param timeout bound on one request
 * @param cacheSize schemas remembered
 * @param auth how this process says who it is
 * @param tls whom it trusts
 */
public record RegistryConfig(
        String url,
        boolean autoRegister,
        SubjectNaming subjectNaming,
        Duration timeout,
        int cacheSize,
        RegistryAuthConfig auth,
        RegistryTlsConfig tls) {

    private static final String IN_PROCESS = "mock://";

    public RegistryConfig {
        if (!url.matches("(mock|https?)://.+")) {
            throw new IllegalArgumentException(
                    "url '%s' must begin with http://, https:// or mock://".formatted(withoutUserInfo(url)));
        }
        if (url.matches("[^/]*//[^/]*@.*")) {
            // The client logs the address whenever the registry does not answer.
            throw new IllegalArgumentException(
                    "url must not hold user and password; set registry.auth.user and registry.auth.password");
        }
        Checks.inRange("timeout", timeout, Duration.ofMillis(100), Duration.ofMinutes(1));
        Checks.inRange("cache-size", cacheSize, 1, 100_000);
    }

    private static String withoutUserInfo(String url) {
        return url.replaceAll("//.*@", "//");
    }

    public static RegistryConfig defaults() {
        return new RegistryConfig(
                "http://localhost:8081",
                false,
                SubjectNaming.TOPIC_NAME,
                Duration.ofSeconds(5),
                1_000,
                RegistryAuthConfig.none(),
                RegistryTlsConfig.defaults());
    }

    /** A registry that lives in this process under a name of its own: for the demo, benchmarks and tests. */
    public static RegistryConfig inProcess(String name) {
        return at(IN_PROCESS + name, true);
    }

    /** The defaults with another address. */
    public static RegistryConfig at(String url, boolean autoRegister) {
        RegistryConfig base = defaults();
        return new RegistryConfig(
                url, autoRegister, base.subjectNaming, base.timeout, base.cacheSize, base.auth, base.tls);
    }

    /** Whether this process registers what it writes: in a registry of its own nobody else could. */
    public boolean registers() {
        return autoRegister || url.startsWith(IN_PROCESS);
    }

    /** As the client takes them. */
    public RegistrySettings settings() {
        Map<String, String> properties = new HashMap<>();
        properties.putAll(auth.properties());
        properties.putAll(tls.properties());
        properties.put("value.subject.name.strategy", subjectNaming.strategyClass());
        return new RegistrySettings(url, registers(), timeout, cacheSize, properties);
    }
}
