package dev.winnow.ops.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.management.KnobAnswer.BundleAnswer;
import dev.winnow.ops.management.KnobAnswer.RefusalAnswer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopScreenTest {
    private static final Snapshot FLEET = Snapshots.of(
            Snapshots.running("10.0.0.7:9464", Snapshots.auto("moderation"), Snapshots.manual("topics")),
            Snapshots.running("10.0.0.8:9464", Snapshots.overloaded("moderation")),
            Snapshots.away("10.0.0.9:9464"));

    private final TopScreen screen = new TopScreen(false);

    @Test
    void shouldShowTheWorstFirstAndTheDetailsOfOne() {
        // Given
        View view = View.FIRST.moved(2, FLEET);

        // When
        List<String> lines = screen.lines(FLEET, view, 80, 24);

        // Then
        assertThat(lines.stream().map(String::stripTrailing))
                .startsWith(
                        "winnow top   2026-11-22T12:00:00Z   3 instances: 2 ready, 1 away",
                        "in 2.2k/s   out 950/s   backlog 50k   oldest 42s   dead letters 6",
                        "  INSTANCE       BUNDLE     STATE    OUT/S BACKLOG OLDEST   P99 OFFSET   ACC",
                        "  10.0.0.9:9464  -          away         -       -      -     -      -     -",
                        "  10.0.0.8:9464  moderation overload   640     49k    42s 412ms    0.5  .683",
                        "> 10.0.0.7:9464  moderation running    310    1.3k  340ms 412ms   0.25  .698",
                        "  10.0.0.7:9464  topics     running      -       -      -     - -0.125     -",
                        "── 10.0.0.7:9464 moderation " + "─".repeat(52),
                        "state    running since 2026-11-22T11:43:00Z (17m)",
                        "offset   0.25   -1 ━━━━━━━━━━━●━━━──── 1  expects accuracy .698, agreement .981",
                        "auto     objective 500ms, accuracy over .670",
                        "why      load asks for 2.1x",
                        "live     .976 (.963 to .984) of 812 documents agree, which allows offset 0.5",
                        "load     in 312/s, out 310/s, pending 64, unread 1250 (200ms ago), oldest 340ms",
                        "results  p50 120ms, p99 412ms, dead letters 3, batch 21 documents, 1.4k tokens",
                        "out/s    ▁▁▁▁▂▂▂▂▂▂▂▂▃▃▃▃▃▃▃▃▄▄▄▄▄▄▄▅▅▅▅▅▅▅▅▆▆▆▆▆▆▆▆▇▇▇▇▇▇▇▇████ 0 to 299, 5 min",
                        "offset " + " ".repeat(54) + "▅ -1 to 0.25, 5 min")
                .endsWith("", "q quit   p pause   s sort: trouble   ↑ ↓ select");
    }

    @Test
    void shouldShowMoreWhereThereIsRoom() {
        // When
        List<String> lines = screen.lines(FLEET, View.FIRST, 140, 40);

        // Then
        assertThat(lines.stream().map(String::stripTrailing))
                .contains(
                        "  INSTANCE       BUNDLE     STATE     IN/S OUT/S BACKLOG OLDEST   P99 OFFSET -1        1   ACC  LIVE"
                                + " MODE          DEAD OUT/S, 5 MIN",
                        "  10.0.0.7:9464  moderation running    312   310    1.3k  340ms 412ms   0.25 ━━━━━━●━━──  .698  .976"
                                + " auto 500ms       3 ▁▂▂▂▃▃▃▄▄▄▅▅▅▆▆▆▇▇▇█",
                        "  10.0.0.7:9464  topics     running      -     -       -      -     - -0.125 ────●──────     -     -"
                                + " manual 23m       -");
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "140, 40", "40, 10", "20, 3", "300, 100"})
    void shouldFillTheScreenAndNeverMore(int columns, int height) {
        // When
        List<String> lines = screen.lines(FLEET, View.FIRST, columns, height);

        // Then
        assertThat(lines).hasSizeLessThanOrEqualTo(Math.max(height, 5));
        assertThat(lines).allSatisfy(line -> assertThat(line.codePointCount(0, line.length()))
                .isLessThanOrEqualTo(Math.max(columns, 36)));
    }

    @Test
    void shouldKeepTheSelectedRowOnTheScreen() {
        // Given
        Snapshot fleet = Snapshots.of(IntStream.range(0, 40)
                .mapToObj("host-%02d:9464"::formatted)
                .map(name -> Snapshots.running(name, Snapshots.auto("moderation")))
                .toArray(InstanceSnapshot[]::new));

        // When
        List<String> lines = screen.lines(fleet, View.FIRST.moved(30, fleet), 80, 24);

        // Then
        assertThat(lines).hasSize(24);
        assertThat(lines.get(23)).endsWith("rows 26 to 35 of 40");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("> "))
                .singleElement()
                .asString()
                .contains("host-30");
    }

    @Test
    void shouldSayWhatIsRefusedAndLetNobodyDrawOnTheScreen() {
        // Given
        BundleAnswer calm = Snapshots.manual("topics").knob();
        BundleAnswer refusing = new BundleAnswer(
                "to\u001b[2Jpics",
                calm.mode(),
                calm.offset(),
                null,
                null,
                false,
                calm.since(),
                "by \u202eanna\u0007",
                1_500,
                20,
                null,
                new RefusalAnswer("offset \u001b[31m3 is \u202etoo much", Snapshots.NOON, 17),
                null,
                null);
        Snapshot fleet = Snapshots.of(Snapshots.running(
                "10.0.0.7:9464", new BundleSnapshot(refusing, Figures.NONE, Trend.EMPTY, Trend.EMPTY)));

        // When
        List<String> lines = screen.lines(fleet, View.FIRST, 80, 24);

        // Then
        assertThat(lines).contains("why      REFUSES record 17 of the control topic: offset  [31m3 is too much");
        assertThat(String.join("", lines)).doesNotContain("\u001b", "\u202e", "\u0007");
    }

    @Test
    void shouldPrintAllOfItForAFileWithTheReasonsOfTrouble() {
        // When
        List<String> lines = screen.plain(FLEET);

        // Then
        assertThat(lines)
                .hasSize(12)
                .contains(
                        "10.0.0.9:9464  -          away         -     -       -      -     -      - -               -     -"
                                + " -                -",
                        "  state    away since 2026-11-22T11:59:30Z (30s): it does not answer in time",
                        "  state    running since 2026-11-22T11:43:00Z (17m), OVERLOADED at its fastest");
        assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain("\u001b"));
    }

    @Test
    void shouldColourWhatIsInTrouble() {
        // When
        List<String> lines = new TopScreen(true).lines(FLEET, View.FIRST.moved(3, FLEET), 80, 24);

        // Then
        assertThat(lines.get(3)).startsWith("\u001b[31m  10.0.0.9:9464").endsWith("\u001b[0m");
        assertThat(lines.get(4)).startsWith("\u001b[1;31m  10.0.0.8:9464");
        assertThat(lines.get(5)).startsWith("  10.0.0.7:9464");
        assertThat(lines.get(6)).startsWith("\u001b[0;7m> 10.0.0.7:9464");
    }

    @Test
    void shouldSortAsAsked() {
        // Given
        View byBacklog = View.FIRST.sorted();
        View byName = byBacklog.sorted().sorted();

        // When / Then
        assertThat(byBacklog.rows(FLEET).get(0).key()).isEqualTo("10.0.0.8:9464 moderation");
        assertThat(byName.rows(FLEET).get(0).key()).isEqualTo("10.0.0.7:9464 moderation");
        assertThat(byName.sorted().sorted().sort()).isEqualTo(Sort.TROUBLE);
    }
}
