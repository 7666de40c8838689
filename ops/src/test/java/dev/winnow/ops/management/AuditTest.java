package dev.winnow.ops.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What is written down of changes and refusals. */
class AuditTest extends AccessFixture {
    @Test
    void shouldWriteDownWhoChangedWhatAndWhoWasRefused() throws Exception {
        // Given
        ManagementServer server = start(config(OPERATE, READ));
        String[] operate = {"Authorization", "Bearer " + OPERATE};

        // When
        send(change(server, "{\"value\":3}").headers(operate));
        send(change(server, "{\"value\":4}").header("Authorization", "Bearer " + READ));
        send(change(server, "{\"value\":5}").header("Authorization", "Bearer wrong-token-of-a-test"));
        send(to(server, "/figures").headers(operate));
        HttpResponse<String> audit = send(to(server, "/audit").headers(operate));

        // Then
        JsonNode changed = json(audit).get("changes");
        assertThat(changed).hasSize(1);
        assertThat(changed.get(0).get("who").asText()).isEqualTo("operate");
        assertThat(changed.get(0).get("from").asText()).isEqualTo("127.0.0.1");
        assertThat(changed.get(0).get("request").asText()).isEqualTo("POST /change");
        assertThat(changed.get(0).get("what").asText()).isEqualTo("to 3");
        JsonNode refused = json(audit).get("refusals");
        assertThat(refused).hasSize(2);
        assertThat(refused.get(0).get("reason").asText()).isEqualTo("wrong token");
        assertThat(refused.get(1).get("who").asText()).isEqualTo("read");
        assertThat(refused.get(1).get("status").asInt()).isEqualTo(403);
        assertThat(audit.body()).doesNotContain(OPERATE, READ, "wrong-token-of-a-test");
    }

    @Test
    void shouldKeepSessionsOutOfTheListOfChanges() throws Exception {
        // Given
        ManagementServer server = start(config(OPERATE, READ));
        String[] operate = {"Authorization", "Bearer " + OPERATE};

        // When
        send(change(server, "{\"value\":3}").headers(operate));
        HttpResponse<String> nobody = send(to(server, "/session").DELETE());
        HttpResponse<String> login = send(login(server, READ));
        HttpResponse<String> missing = send(login(server, "a-wrong-token-of-a-test"));
        JsonNode audit = json(send(to(server, "/audit").headers(operate)));

        // Then
        assertThat(nobody.statusCode()).isEqualTo(204);
        assertThat(login.statusCode()).isEqualTo(204);
        assertThat(missing.statusCode()).isEqualTo(401);
        assertThat(audit.get("changes")).hasSize(1);
        assertThat(audit.get("changes").get(0).get("what").asText()).isEqualTo("to 3");
        assertThat(audit.get("refusals")).isEmpty();
    }
}
