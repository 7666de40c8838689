package dev.winnow.ops.doctor;

import dev.winnow.ops.broker.Answers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.common.Node;

/**
 * Whether the broker talks to this process: TLS, credentials, version, and the addresses that it tells clients to use from
 * then on, which are wrong more often than those that it was first found at.
 */
final class BrokerCheck implements Check {

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public Set<String> needs() {
        return Set.of("addresses");
    }

    @Override
    public List<Finding> look(Setup setup) {
        DescribeClusterResult cluster = setup.admin().describeCluster();
        Collection<Node> nodes = Answers.get(cluster.nodes());
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok("cluster %s answers, brokers: %d, %s"
                .formatted(Answers.get(cluster.clusterId()), nodes.size(), version(setup))));
        List<Address> addresses = nodes.stream()
                .map(node -> new Address(node.host(), node.port()))
                .toList();
        Address.troubles(addresses)
                .forEach(trouble -> findings.add(Finding.problem(
                        "the cluster names an address that cannot be reached from here: " + trouble,
                        "mend advertised.listeners of the broker, or the names and network between here and there")));
        return findings;
    }

    private static String version(Setup setup) {
        Map<String, FinalizedVersionRange> features =
                Answers.get(setup.admin().describeFeatures().featureMetadata()).finalizedFeatures();
        FinalizedVersionRange metadata = features.get("metadata.version");
        return metadata == null
                ? "older than Kafka 3.3 or with ZooKeeper"
                : "metadata.version " + metadata.maxVersionLevel();
    }
}
