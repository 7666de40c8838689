package dev.winnow.topology.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistryException;
import dev.winnow.schemas.SubjectNaming;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the client of the registry really sends, to a server that looks. */
class RegistryAccessTest {
    private static final String PASSWORD = "hunter2";
    /** A text in Avro under schema 1, which the server gives to everybody. */
    private static final byte[] HELLO = {0, 0, 0, 0, 1, 10, 'h', 'e', 'l', 'l', 'o'};

    private final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        server.stop(0);
    }

    private String start(HttpServer created) {
        server = created;
        server.createContext("/", this::answer);
        server.start();
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        authorizations.add(authorization == null ? "nothing" : authorization);
        byte[] body = "{\"schema\": \"\\\"string\\\"\"}".getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(200, body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static Object read(RegistryConfig config) {
        try (AvroSerdes serdes = new AvroSerdes(config.settings())) {
            return serdes.anyValue(5).deserialize("t", HELLO);
        }
    }

    private static RegistryConfig config(String url, RegistryAuthConfig auth, RegistryTlsConfig tls) {
        return new RegistryConfig(url, false, SubjectNaming.TOPIC_NAME, Duration.ofSeconds(20), 10, auth, tls);
    }

    private static RegistryConfig config(String url, RegistryAuthConfig auth) {
        return config(url, auth, RegistryTlsConfig.defaults());
    }

    @Test
    void shouldSendUserAndPassword() throws IOException {
        // Given
        String address = start(HttpServer.create(anyPort(), 0));

        // When
        Object value = read(config("http://" + address, new RegistryAuthConfig("me", PASSWORD, "")));

        // Then
        assertThat(value).isEqualTo("hello");
        String expected = Base64.getEncoder().encodeToString(("me:" + PASSWORD).getBytes(UTF_8));
        assertThat(authorizations).containsOnly("Basic " + expected);
    }

    @Test
    void shouldSendABearerToken() throws IOException {
        // Given
        String address = start(HttpServer.create(anyPort(), 0));

        // When
        read(config("http://" + address, new RegistryAuthConfig("", "", "t0ken")));

        // Then
        assertThat(authorizations).containsOnly("Bearer t0ken");
    }

    @Test
    void shouldSendNothingWhereNothingIsSet() throws IOException {
        // Given
        String address = start(HttpServer.create(anyPort(), 0));

        // When
        read(config("http://" + address, RegistryAuthConfig.none()));

        // Then
        assertThat(authorizations).containsOnly("nothing");
    }

    @Test
    void shouldTrustTheAuthorityOfTheTrustStoreAndProveItself() throws Exception {
        // Given: server and client trust each other's certificate and no other
        Path serverKeys = keyStore("server");
        Path clientKeys = keyStore("client");
        Path trusted = trustStore("server", serverKeys);
        HttpsServer https = HttpsServer.create(anyPort(), 0);
        https.setHttpsConfigurator(demandingCertificates(serverKeys, trustStore("client", clientKeys)));
        String url = "https://" + start(https);
        RegistryTlsConfig mutual = new RegistryTlsConfig(
                trusted.toString(), PASSWORD, "PKCS12", clientKeys.toString(), PASSWORD, "PKCS12", "");
        RegistryTlsConfig stranger =
                new RegistryTlsConfig(trusted.toString(), PASSWORD, "PKCS12", "", "", "PKCS12", "");

        // When, Then
        assertThat(read(config(url, RegistryAuthConfig.none(), mutual))).isEqualTo("hello");
        assertThatThrownBy(() -> read(config(url, RegistryAuthConfig.none(), stranger)))
                .isInstanceOf(RegistryException.class);
        assertThatThrownBy(() -> read(config(url, RegistryAuthConfig.none())))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("certification path");
    }

    @Test
    void shouldShowNoSecret() throws IOException {
        // Given
        start(HttpServer.create(anyPort(), 0));
        RegistryTlsConfig tls = new RegistryTlsConfig("a", PASSWORD, "JKS", "b", PASSWORD, "PEM", PASSWORD);

        // When
        RegistryConfig basic = config("https://x", new RegistryAuthConfig("me", PASSWORD, ""), tls);
        RegistryConfig bearer = config("https://x", new RegistryAuthConfig("", "", PASSWORD), tls);

        // Then
        assertThat(List.of(basic, bearer)).allSatisfy(config -> {
            assertThat(config.toString()).doesNotContain(PASSWORD);
            assertThat(config.settings().toString()).doesNotContain(PASSWORD);
        });
        assertThatThrownBy(() -> RegistryConfig.at("htp://me:" + PASSWORD + "@host", false))
                .hasMessageNotContaining(PASSWORD);
        assertThatThrownBy(() -> RegistryConfig.at("http://me:" + PASSWORD + "@host", false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("registry.auth.user")
                .hasMessageNotContaining(PASSWORD);
    }

    private Path keyStore(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                file.toString());
        return file;
    }

    private Path trustStore(String name, Path keyStore) throws Exception {
        Path certificate = folder.resolve(name + ".cer");
        Path file = folder.resolve(name + "-trust.p12");
        keytool("-exportcert", "-alias", name, "-file", certificate.toString(), "-keystore", keyStore.toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                name,
                "-file",
                certificate.toString(),
                "-keystore",
                file.toString());
        return file;
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.txt").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private static HttpsConfigurator demandingCertificates(Path keys, Path trusted) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(load(keys), PASSWORD.toCharArray());
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(load(trusted));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters demanding = getSSLContext().getDefaultSSLParameters();
                demanding.setNeedClientAuth(true);
                parameters.setSSLParameters(demanding);
            }
        };
    }

    private static KeyStore load(Path file) throws Exception {
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }
}
