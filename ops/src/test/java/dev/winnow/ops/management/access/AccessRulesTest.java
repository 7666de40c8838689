package dev.winnow.ops.management.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.topology.config.ManagementConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessRulesTest {

    /** Statuses for open, read, texts and operate, in words of docs/SECURITY.md. */
    @ParameterizedTest
    @CsvSource({
        // exposed, tokens set, shown ->   open read texts operate
        "false, none,         none,    200, 200, 200, 200",
        "false, operate,      none,    200, 200, 200, 401",
        "false, operate,      operate, 200, 200, 200, 200",
        "false, read,         none,    200, 401, 401, 200",
        "false, read operate, read,    200, 200, 200, 403",
        "true,  none,         none,    200, 200, 403, 403",
        "true,  operate,      none,    200, 200, 401, 401",
        "true,  operate,      operate, 200, 200, 200, 200",
        "true,  read,         none,    200, 401, 401, 403",
        "true,  read,         read,    200, 200, 200, 403",
        "true,  read operate, none,    200, 401, 401, 401",
        "true,  read operate, read,    200, 200, 200, 403",
        "true,  read operate, operate, 200, 200, 200, 200"
    })
    void shouldLetInByTheTable(boolean exposed, String set, String shown, int open, int read, int texts, int operate) {
        // Given
        Tokens tokens = Tokens.of(new ManagementConfig(
                "",
                "",
                set.contains("operate") ? "an-operate-token-of-a-test" : "",
                "",
                set.contains("read") ? "a-read-token-of-a-test" : "",
                ""));
        Grant grant =
                switch (shown) {
                    case "read" -> tokens.grantOf("a-read-token-of-a-test");
                    case "operate" -> tokens.grantOf("an-operate-token-of-a-test");
                    default -> tokens.grantOf("a-wrong-token-of-a-test");
                };

        // When
        AccessRules rules = new AccessRules(exposed, tokens);

        // Then
        assertThat(status(rules, Access.OPEN, grant)).as("open").isEqualTo(open);
        assertThat(status(rules, Access.READ, grant)).as("read").isEqualTo(read);
        assertThat(status(rules, Access.TEXTS, grant)).as("texts").isEqualTo(texts);
        assertThat(status(rules, Access.OPERATE, grant)).as("operate").isEqualTo(operate);
    }

    /** Whoever is refused should not be sent to look for a token that nobody set. */
    @ParameterizedTest
    @CsvSource({
        "an-operate-token-of-a-test, '', TEXTS, needs the operate token",
        "an-operate-token-of-a-test, a-read-token-of-a-test, TEXTS, needs the read token",
        "'', a-read-token-of-a-test, READ, needs the read token",
        "an-operate-token-of-a-test, a-read-token-of-a-test, OPERATE, needs the operate token"
    })
    void shouldNameATokenThatThereIs(String operate, String read, Access access, String reason) {
        // Given
        Tokens tokens = Tokens.of(new ManagementConfig("", "", operate, "", read, ""));

        // When / Then
        assertThat(new AccessRules(true, tokens).check(access, Grant.NONE))
                .hasValue(new AccessRules.Refusal(401, reason));
    }

    @Test
    void shouldNotTakeOneTokenForBoth() {
        // Given
        String token = "one-token-of-a-test";
        ManagementConfig config = new ManagementConfig("", "", token, "", token, "");

        // When / Then
        assertThatThrownBy(() -> Tokens.of(config))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("management.operate-token", "management.read-token")
                .hasMessageNotContaining(token);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, local",
        "127.0.0.2, local",
        "[::1], local",
        "[0:0:0:0:0:0:0:1], local",
        "10.0.0.7, anonymous",
        "[fd00:0:0:0:0:0:0:7], anonymous"
    })
    void shouldCallLocalOnlyWhoIs(String address, String name) {
        // When / Then
        assertThat(Caller.withoutToken(address)).isEqualTo(new Caller(Grant.NONE, name, address));
    }

    private static int status(AccessRules rules, Access access, Grant grant) {
        return rules.check(access, grant).map(AccessRules.Refusal::status).orElse(200);
    }
}
