package dev.winnow.ops.doctor;

import dev.winnow.ops.broker.Answers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Whether a topic can be written to now, and still can when a broker is gone. */
final class ReplicationCheck implements Check {

    @Override
    public String name() {
        return "replication";
    }

    @Override
    public Set<String> needs() {
        return Set.of("broker");
    }

    @Override
    public List<Finding> look(Setup setup) {
        Admin admin = setup.admin();
        int brokers = Answers.get(admin.describeCluster().nodes()).size();
        Set<String> names = new LinkedHashSet<>(setup.readTopics());
        names.addAll(setup.writtenTopics());
        List<Finding> findings = new ArrayList<>();
        ReachableTopics.of(setup, names)
                .found()
                .values()
                .forEach(topic -> look(topic, minimum(admin, topic.name()), brokers, findings));
        if (findings.isEmpty()) {
            findings.add(Finding.ok(
                    "every partition has a leader and enough replicas in sync; %d in the cluster".formatted(brokers)));
        }
        return findings;
    }

    private static void look(TopicDescription topic, int minimum, int brokers, List<Finding> findings) {
        List<TopicPartitionInfo> partitions = topic.partitions();
        long headless = partitions.stream()
                .filter(p -> p.leader() == null || p.leader().isEmpty())
                .count();
        long lagging = partitions.stream().filter(p -> p.isr().size() < minimum).count();
        int replicas =
                partitions.stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
        if (headless > 0) {
            findings.add(Finding.problem(
                    "%s: %d partitions have no leader".formatted(topic.name(), headless),
                    "bring the brokers back that hold them"));
        } else if (lagging > 0) {
            findings.add(Finding.problem(
                    "%s: %d partitions have fewer than min.insync.replicas=%d in sync and refuse records"
                            .formatted(topic.name(), lagging, minimum),
                    "bring the other replicas back, or lower min.insync.replicas"));
        } else if (brokers > 1 && replicas <= minimum) {
            findings.add(
                    Finding.warning(
                            "%s: %d replicas with min.insync.replicas=%d: without one broker it takes no records"
                                    .formatted(topic.name(), replicas, minimum),
                            "raise the replication factor with kafka-reassign-partitions.sh; new topics: winnow topics --replication-factor 3"));
        }
    }

    private static int minimum(Admin admin, String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config =
                Answers.get(admin.describeConfigs(List.of(resource)).values().get(resource));
        return Integer.parseInt(
                config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG).value());
    }
}
