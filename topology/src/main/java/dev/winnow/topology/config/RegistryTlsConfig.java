package dev.winnow.topology.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whom this process trusts behind an {@code https} address of the schema registry, and how it proves itself there. Where
 * nothing is set, Java's own trust store holds.
 *
 * @param trustStore file with the authorities to trust
 * @param trustStorePassword opens it
 * @param trustStoreType PKCS12, JKS or PEM
 * @param keyStore file with this process's own certificate and key
 * @param keyStorePassword opens it
 * @param keyStoreType PKCS12, JKS or PEM
 * @param keyPassword opens the key, where it has a password of its own
 */
public record RegistryTlsConfig(
        String trustStore,
        String trustStorePassword,
        String trustStoreType,
        String keyStore,
        String keyStorePassword,
        String keyStoreType,
        String keyPassword) {

    /** Before the names that Kafka's clients have for the same settings. */
    private static final String PREFIX = "schema.registry.ssl.";

    private static final String TYPES = "PKCS12|JKS|PEM";

    public RegistryTlsConfig {
        checkType("trust-store-type", trustStoreType);
        checkType("key-store-type", keyStoreType);
    }

    private static void checkType(String key, String type) {
        if (!type.matches(TYPES)) {
            throw new IllegalArgumentException("%s '%s' is not one of PKCS12, JKS, PEM".formatted(key, type));
        }
    }

    public static RegistryTlsConfig defaults() {
        return new RegistryTlsConfig("", "", "PKCS12", "", "", "PKCS12", "");
    }

    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        if (!trustStore.isEmpty()) {
            properties.put(PREFIX + "truststore.location", trustStore);
            properties.put(PREFIX + "truststore.type", trustStoreType);
            putIfSet(properties, "truststore.password", trustStorePassword);
        }
        if (!keyStore.isEmpty()) {
            properties.put(PREFIX + "keystore.location", keyStore);
            properties.put(PREFIX + "keystore.type", keyStoreType);
            putIfSet(properties, "keystore.password", keyStorePassword);
            putIfSet(properties, "key.password", keyPassword);
        }
        return properties;
    }

    private static void putIfSet(Map<String, String> properties, String name, String value) {
        if (!value.isEmpty()) {
            properties.put(PREFIX + name, value);
        }
    }

    /** Leaves the passwords out. */
    @Override
    public String toString() {
        return "RegistryTlsConfig[trustStore=%s, keyStore=%s]".formatted(trustStore, keyStore);
    }
}
