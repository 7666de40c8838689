package dev.winnow.ops.doctor;

import dev.winnow.ops.topics.TopicSetup;
import dev.winnow.ops.topics.TopicSetup.Missing;
import dev.winnow.ops.topics.TopicSetup.Wanted;
import dev.winnow.ops.topics.TopicStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The topics, by the rules of {@code winnow topics}. */
final class TopicsCheck implements Check {

    @Override
    public String name() {
        return "topics";
    }

    @Override
    public Set<String> needs() {
        return Set.of("broker");
    }

    @Override
    public List<Finding> look(Setup setup) {
        return new TopicSetup(setup.config(), new Wanted(1, Optional.empty(), Missing.REPORT))
                .run().stream().flatMap(TopicsCheck::findings).toList();
    }

    private static Stream<Finding> findings(TopicStatus topic) {
        String who = "%s (%s)".formatted(topic.topic(), topic.role());
        if (topic.state().equals("missing")) {
            return Stream.of(Finding.problem(who + " is missing", "winnow topics creates it"));
        }
        if (topic.problems().isEmpty() && topic.remarks().isEmpty()) {
            return Stream.of(Finding.ok("%s, %d partitions".formatted(who, topic.partitions())));
        }
        return Stream.concat(
                topic.problems().stream().map(problem -> Finding.problem(who + ": " + problem, fix(topic))),
                topic.remarks().stream().map(remark -> Finding.warning(who + ": " + remark, fix(topic))));
    }

    private static String fix(TopicStatus topic) {
        return "change it with kafka-configs.sh --alter --topic %s, or use a topic that 'winnow topics' creates"
                .formatted(topic.topic());
    }
}
