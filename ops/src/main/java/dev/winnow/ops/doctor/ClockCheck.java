package dev.winnow.ops.doctor;

import dev.winnow.ops.broker.Answers;
import dev.winnow.topology.config.PipelineConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether documents come from the future: ages, objectives and shedding go by the timestamps of records. A broker does not
 * say what time it has, the newest record does.
 *
 * @param clock this machine's
 */
record ClockCheck(InstantSource clock) implements Check {
    private static final Duration TOLERATED = Duration.ofSeconds(1);

    ClockCheck() {
        this(InstantSource.system());
    }

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public Set<String> needs() {
        return Set.of("broker");
    }

    @Override
    public List<Finding> look(Setup setup) {
        Map<TopicPartition, OffsetSpec> newest = new HashMap<>();
        List<String> inputs =
                setup.config().pipelines().stream().map(PipelineConfig::input).toList();
        for (TopicDescription topic : ReachableTopics.of(setup, inputs)) {
            topic.partitions()
                    .forEach(p ->
                            newest.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.maxTimestamp()));
        }
        long latest = Answers.get(setup.admin().listOffsets(newest).all()).values().stream()
                .mapToLong(ListOffsetsResultInfo::timestamp)
                .max()
                .orElse(-1);
        if (latest < 0) {
            return List.of(Finding.skipped("the inputs have no records whose times could be compared"));
        }
        Duration ahead = Duration.ofMillis(latest - clock.millis());
        if (ahead.compareTo(TOLERATED) > 0) {
            return List.of(Finding.warning(
                    "the newest document is from %d s in the future by this machine's clock"
                            .formatted(ahead.toSeconds()),
                    "set the clocks of this machine and of the producers by NTP; ages and objectives go by them"));
        }
        return List.of(Finding.ok("no document is from the future"));
    }
}
