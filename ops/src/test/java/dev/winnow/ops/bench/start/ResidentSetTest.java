package dev.winnow.ops.bench.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResidentSetTest {

    @Test
    void shouldReadWhatLinuxTells() {
        // Given
        List<String> status = List.of("Name:\tjava", "VmHWM:\t  900000 kB", "VmRSS:\t  654321 kB", "Threads:\t40");

        // When, Then
        assertThat(ResidentSet.ofLines(status)).hasValue(654_321L * 1024);
    }

    @Test
    void shouldSayNothingWhereTheSystemDoesNot() {
        assertThat(ResidentSet.ofStatus(Path.of("no-such-folder", "status"))).isEmpty();
    }
}
