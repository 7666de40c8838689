package dev.winnow.ops.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class OffsetSetProperties {

    @Property(tries = 200)
    void shouldHoldWhatWasAdded(
            @ForAll Set<@LongRange(min = 0, max = Long.MAX_VALUE) Long> added,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long other) {
        // When
        OffsetSet offsets = new OffsetSet();
        added.forEach(offsets::add);

        // Then
        assertThat(added).allMatch(offsets::contains);
        assertThat(offsets.contains(other)).isEqualTo(added.contains(other));
        assertThat(added)
                .allSatisfy(offset -> assertThat(offsets.contains(offset ^ 1)).isEqualTo(added.contains(offset ^ 1)));
    }
}
