package dev.winnow.ops.bench.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

    private final Tally tally = new Tally();

    @Test
    void shouldFindALostAndADoubledDocumentThatACountWouldCallRight() {
        // Given: four results of the documents 0 to 3, but one of them twice and one never

        // When
        tally.add(0, 10);
        tally.add(1, 10);
        tally.add(1, 10);
        tally.add(3, 10);

        // Then
        assertThat(tally.lost(4)).isEqualTo(1);
        assertThat(tally.doubled()).isEqualTo(1);
        assertThat(tally.answered()).isEqualTo(3);
        assertThat(tally.bytes()).isEqualTo(40);
    }

    @Test
    void shouldNotSetAForeignResultAgainstALostDocument() {
        // When
        tally.add(0, 10);
        tally.add(7, 10);

        // Then
        assertThat(tally.lost(2)).isEqualTo(1);
    }
}
