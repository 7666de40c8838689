package dev.winnow.ops.stream;

import dev.winnow.ops.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/**
 * A broker with an authorizer and two doors: one for the test, whose user may do everything, and one with TLS and SCRAM for the
 * application, whose user may do what is granted and nothing else.
 */
final class SecureBroker implements AutoCloseable {
    static final String USER = "winnow";

    private static final String PASSWORD = "only-for-this-test";

    private final Path keyStore;
    private final Path trustStore;
    private final EmbeddedBroker broker;
    private int port;

    private SecureBroker(Path folder) {
        this.keyStore = folder.resolve("broker.p12");
        this.trustStore = folder.resolve("trusted.p12");
        makeCertificate();
        this.broker = EmbeddedBroker.start(this::secure);
    }

    static SecureBroker start(Path folder) throws ExecutionException, InterruptedException {
        SecureBroker secure = new SecureBroker(folder);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", secure.open()))) {
            ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4_096);
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(USER, scram, PASSWORD)))
                    .all()
                    .get();
        }
        return secure;
    }

    /** A certificate that is its own authority, for the address of the broker. */
    private void makeCertificate() {
        try {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "broker",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=broker",
                            "-ext",
                            "SAN=ip:127.0.0.1",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            keyStore.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
            KeyStore keys = KeyStore.getInstance(keyStore.toFile(), PASSWORD.toCharArray());
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("authority", keys.getCertificate("broker"));
            try (OutputStream out = Files.newOutputStream(trustStore)) {
                trusted.store(out, PASSWORD.toCharArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void secure(Map<String, String> broker) {
        port = freePort();
        String listener = ",SECURE://127.0.0.1:" + port;
        broker.merge("listeners", listener, String::concat);
        broker.merge("advertised.listeners", listener, String::concat);
        broker.merge("listener.security.protocol.map", ",SECURE:SASL_SSL", String::concat);
        broker.put("listener.name.secure.sasl.enabled.mechanisms", "SCRAM-SHA-512");
        broker.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        broker.put(
                "listener.name.secure.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        broker.put("ssl.keystore.location", keyStore.toString());
        broker.put("ssl.keystore.password", PASSWORD);
        broker.put("ssl.keystore.type", "PKCS12");
        broker.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        broker.put("super.users", "User:ANONYMOUS");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the test may do everything. */
    String open() {
        return broker.bootstrapServers();
    }

    /** What an operator writes under {@code kafka} to come in by the other door. */
    Map<String, String> kafka() {
        return kafka(PASSWORD);
    }

    Map<String, String> kafka(String password) {
        return Map.of(
                "bootstrap.servers",
                "127.0.0.1:" + port,
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(USER, password),
                "ssl.truststore.location",
                trustStore.toString(),
                "ssl.truststore.password",
                PASSWORD,
                "ssl.truststore.type",
                "PKCS12");
    }

    @Override
    public void close() {
        broker.close();
    }
}
