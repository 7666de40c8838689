package dev.winnow.ops.console;

import dev.winnow.ops.broker.Answers;
import dev.winnow.ops.broker.ClientSettings;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.preflight.Fingerprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The instances that share the work, as the broker knows them. One with several stream threads is there several times. */
final class Group implements AutoCloseable {
    private static final String CLIENT_ID = "winnow-console";

    private final WinnowConfig config;
    private Admin admin;

    /**
     * An instance.
     *
     * @param process its short name
     * @param bundles names, versions and beginnings of checksums of what it runs; empty where it does not say
     * @param host where it connects from
     * @param threads that are members
     * @param partitions it reads
     */
    record Instance(String process, String bundles, String host, int threads, List<String> partitions) {
        Instance with(Instance other) {
            return new Instance(
                    process,
                    bundles,
                    host,
                    threads + other.threads,
                    Stream.concat(partitions.stream(), other.partitions.stream())
                            .sorted()
                            .toList());
        }
    }

    Group(WinnowConfig config) {
        this.config = config;
    }

    /** Nobody where the group does not exist. */
    synchronized List<Instance> instances() {
        Map<String, Instance> byProcess = new TreeMap<>();
        try {
            for (Instance member : isStreams() ? streams() : classic()) {
                byProcess.merge(member.process(), member, Instance::with);
            }
        } catch (GroupIdNotFoundException e) {
            return List.of();
        }
        return new ArrayList<>(byProcess.values());
    }

    private boolean isStreams() {
        return "streams".equalsIgnoreCase(config.kafka().get("group.protocol"));
    }

    private String id() {
        return config.application().id();
    }

    private List<Instance> classic() {
        return Answers.get(admin().describeConsumerGroups(List.of(id()))
                        .describedGroups()
                        .get(id()))
                .members()
                .stream()
                .map(Group::classic)
                .toList();
    }

    private static Instance classic(MemberDescription member) {
        return instance(
                member.clientId(),
                member.host(),
                member.assignment().topicPartitions().stream()
                        .map(Object::toString)
                        .sorted()
                        .toList());
    }

    private List<Instance> streams() {
        return Answers.get(admin().describeStreamsGroups(List.of(id()))
                        .describedGroups()
                        .get(id()))
                .members()
                .stream()
                .map(Group::streams)
                .toList();
    }

    private static Instance streams(StreamsGroupMemberDescription member) {
        return instance(
                member.clientId(),
                member.clientHost(),
                member.assignment().activeTasks().stream()
                        .flatMap(tasks -> tasks.partitions().stream().map(p -> tasks.subtopologyId() + "_" + p))
                        .toList());
    }

    private static Instance instance(String clientId, String host, List<String> partitions) {
        Optional<Fingerprint.Instance> ours = Fingerprint.Instance.ofClientId(clientId);
        return new Instance(
                ours.map(Fingerprint.Instance::process).orElse(clientId),
                ours.map(known -> known.does().bundles().replace("_", ", ")).orElse(""),
                host.replaceFirst("^/", ""),
                1,
                partitions);
    }

    private Admin admin() {
        if (admin == null) {
            admin = Admin.create(ClientSettings.of(config).getAdminConfigs(CLIENT_ID));
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
