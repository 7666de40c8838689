package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.cli.Cli;
import dev.winnow.topology.deadletter.Stage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a person at a terminal sees of dead letters. */
class DlqCommandTest {
    private static final String SECRET = "what I wrote to you alone";

    private final Graveyard graveyard = new Graveyard(TestStream.create(1));

    @AfterEach
    void close() {
        graveyard.close();
    }

    private Cli dlq(String... command) {
        List<String> arguments = new ArrayList<>(List.of("dlq"));
        arguments.addAll(List.of(command));
        arguments.addAll(List.of(
                "--bootstrap-servers",
                graveyard.names().bootstrapServers(),
                "--application-id",
                graveyard.names().id(),
                "--set",
                "dead-letters.topic=" + graveyard.names().deadLetters()));
        return Cli.run(arguments.toArray(String[]::new));
    }

    @Test
    void shouldListWithoutShowingDocuments() {
        // Given
        String input = graveyard.names().input();
        graveyard.bury(Stage.READ, List.of(graveyard.original(0, SECRET.getBytes(UTF_8), SECRET.getBytes(UTF_8))));
        graveyard.bury("b", "c");

        // When
        Cli list = dlq("list", "--limit", "2");

        // Then
        assertThat(list.exitCode()).as(list.err()).isZero();
        assertThat(list.out()).doesNotContain(SECRET);
        List<String> lines = list.out().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .startsWith("0@0 ")
                .contains(" read ")
                .contains(input + "-0@4711")
                .endsWith("java.lang.IllegalStateException: no answer");
        assertThat(lines.get(2)).isEqualTo("dead letters: 3 (read 1, infer 2), 2 shown");
    }

    @Test
    void shouldListByStageSourceAndTime() {
        // Given
        graveyard.bury(Stage.READ, List.of(graveyard.original("a")));
        Instant between = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        while (Instant.now().isBefore(between)) {
            Thread.onSpinWait();
        }
        graveyard.bury(
                Stage.INFER,
                List.of(graveyard.original("b"), new ProducerRecord<>("elsewhere", 0, 1L, null, new byte[1])));

        // Then
        assertThat(dlq("list", "--stage", "infer").out()).contains("dead letters: 2 (infer 2)");
        assertThat(dlq("list", "--since", between.toString()).out()).contains("dead letters: 2 (infer 2)");
        assertThat(dlq("list", "--since", "1h").out()).contains("dead letters: 3 ");
        assertThat(dlq("list", "--source", "elsewhere").out())
                .contains("elsewhere-0@4711")
                .contains("dead letters: 1 (infer 1)");
    }

    @Test
    void shouldListForPrograms() {
        // Given
        graveyard.bury("a", "b");
        String second = graveyard.letters().get(1).id().toString();
        dlq("replay", second);

        // When
        Cli open = dlq("list", "--json");
        Cli all = dlq("list", "--json", "--replayed");

        // Then
        assertThat(open.out().lines()).hasSize(1);
        assertThat(open.err()).contains("dead letters: 1 (infer 1); 1 sent again before");
        assertThat(all.out().lines()).hasSize(2);
        assertThat(all.json())
                .containsEntry("id", second)
                .containsEntry("replayed", true)
                .containsEntry("stage", "infer")
                .containsEntry("attempts", 2)
                .containsEntry("application", graveyard.names().id())
                .containsEntry("bundle", "moderation")
                .containsEntry("topic", graveyard.names().input())
                .containsEntry("offset", 4711);
    }

    @Test
    void shouldShowTheValueOnDemandAlone() {
        // Given
        String tricky = SECRET + "\n\u001b[2J\u202egnp.exe \\n";
        graveyard.bury(
                Stage.INFER,
                List.of(graveyard.original(
                        0,
                        "the-key\u0007".getBytes(UTF_8),
                        tricky.getBytes(UTF_8),
                        new RecordHeader("trace", new byte[] {1, -1}))));

        // When
        Cli plain = dlq("show", "0@0");
        Cli withValue = dlq("show", "0@0", "--value");

        // Then
        assertThat(plain.exitCode()).as(plain.err()).isZero();
        assertThat(plain.out())
                .contains("java.lang.IllegalStateException: no answer")
                .contains("the-key\\u{7}")
                .contains("trace: 0x01ff")
                .contains(tricky.getBytes(UTF_8).length + " bytes")
                .doesNotContain(SECRET);
        assertThat(withValue.out())
                .contains(SECRET + System.lineSeparator() + "\\u{1b}[2J\\u{202e}gnp.exe \\\\n")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void shouldShowBytesInHex() {
        // Given
        graveyard.bury(Stage.READ, List.of(graveyard.original(0, null, "\u0000abcdefghijklmnop".getBytes(UTF_8))));

        // When
        Cli show = dlq("show", "0@0", "--value");

        // Then
        assertThat(show.out())
                .contains("key          (null)")
                .contains("00000000  00 61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e 6f  .abcdefghijklmno")
                .contains("00000010  70                                               p");
    }

    @Test
    void shouldReplayAndCount() {
        // Given
        graveyard.bury("a", "b");

        // When
        Cli dry = dlq("replay", "--all", "--dry-run");
        Cli first = dlq("replay", "--all");
        Cli second = dlq("replay", "--all", "--json");
        Cli missing = dlq("replay", "0@99");

        // Then
        assertThat(dry.out()).isEqualTo("2 would be sent, 0 skipped (already replayed), 0 failed%n".formatted());
        assertThat(first.out()).isEqualTo("2 sent, 0 skipped (already replayed), 0 failed%n".formatted());
        assertThat(second.json()).containsEntry("sent", 0).containsEntry("alreadyReplayed", 2);
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err()).contains("1 failed, 0@99 first: there is no dead letter");
        assertThat(graveyard.resentKeys()).containsExactly("a", "b");
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstand() {
        // Then
        assertThat(dlq("replay").exitCode()).isEqualTo(2);
        assertThat(dlq("replay", "0@1", "--all").exitCode()).isEqualTo(2);
        assertThat(dlq("replay", "0@1", "--stage", "read").exitCode()).isEqualTo(2);
        assertThat(dlq("replay", "--all", "--rate", "0").exitCode()).isEqualTo(2);
        assertThat(dlq("replay", "--all", "--to", graveyard.names().deadLetters())
                        .exitCode())
                .isEqualTo(2);
        assertThat(dlq("list", "--since", "yesterday").err()).contains("neither a duration");
        assertThat(dlq("show", "17").err()).contains("write PARTITION@OFFSET");
        assertThat(dlq("show", "0@99").exitCode()).isEqualTo(1);
    }
}
