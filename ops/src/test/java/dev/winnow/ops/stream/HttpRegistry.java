package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaRequest;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaResponse;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The schemas of Confluent's in-memory registry behind Confluent's HTTP protocol: {@code mock://} lives in one process, and
 * these tests have several. It can go away and come back at the same address.
 */
public final class HttpRegistry implements AutoCloseable {
    private static final Pattern SCHEMA_BY_ID = Pattern.compile("/schemas/ids/(\\d+)");
    private static final Pattern VERSIONS = Pattern.compile("/subjects/(.+)/versions");
    private static final Pattern SUBJECT = Pattern.compile("/subjects/([^/]+)");

    static {
        // Read once by the JDK's server, which otherwise waits for the client's acknowledgement: 40 ms for each answer.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final SchemaRegistryClient schemas = new MockSchemaRegistryClient();
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private volatile boolean readOnly;
    private HttpServer server;

    public HttpRegistry() {
        comeBack();
    }

    public String url() {
        return "http://127.0.0.1:" + address.getPort();
    }

    /** Nobody listens at the address any more. */
    public void goAway() {
        server.stop(0);
    }

    public void comeBack() {
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        address = server.getAddress();
        server.createContext("/", this::handle);
        server.start();
    }

    /** Whether schemas are given but none is taken: the registry then has a fault of its own to report. */
    void setReadOnly(boolean readOnly) {
        this.readOnly = readOnly;
    }

    /** Takes a schema without being asked over HTTP; gives its id. */
    public int register(String subject, String schema) {
        try {
            return schemas.register(subject, new AvroSchema(schema));
        } catch (IOException | RestClientException e) {
            throw new IllegalStateException(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try {
            answer(exchange, 200, answer(path, exchange));
        } catch (RestClientException e) {
            String error = "{\"error_code\":%d,\"message\":\"refused\"}".formatted(e.getErrorCode());
            answer(exchange, e.getStatus(), error);
        }
    }

    private String answer(String path, HttpExchange exchange) throws IOException, RestClientException {
        Matcher byId = SCHEMA_BY_ID.matcher(path);
        if (byId.matches()) {
            ParsedSchema schema = schemas.getSchemaById(Integer.parseInt(byId.group(1)));
            return new SchemaString(schema.canonicalString()).toJson();
        }
        if (readOnly) {
            throw new RestClientException("no leader", 503, 50301);
        }
        Matcher versions = VERSIONS.matcher(path);
        if (versions.matches()) {
            return new RegisterSchemaResponse(schemas.register(versions.group(1), sent(exchange))).toJson();
        }
        Matcher subject = SUBJECT.matcher(path);
        if (subject.matches()) {
            return new RegisterSchemaResponse(schemas.getId(subject.group(1), sent(exchange))).toJson();
        }
        throw new RestClientException("no such page", 404, 404);
    }

    private static ParsedSchema sent(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        return new AvroSchema(RegisterSchemaRequest.fromJson(body).getSchema());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        goAway();
    }
}
