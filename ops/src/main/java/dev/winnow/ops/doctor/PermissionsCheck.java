package dev.winnow.ops.doctor;

import dev.winnow.ops.broker.Answers;
import dev.winnow.topology.config.Guarantee;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/**
 * What this process may do, asked without doing it: the broker says with each topic and group what the one who asks may do
 * with it. What it does not say of transactions is whether they may be written, only whether they may be seen.
 */
final class PermissionsCheck implements Check {

    @Override
    public String name() {
        return "permissions";
    }

    @Override
    public Set<String> needs() {
        return Set.of("broker");
    }

    @Override
    public List<Finding> look(Setup setup) {
        List<Finding> findings = new ArrayList<>();
        topics(setup, findings);
        GroupPermission.look(setup).ifPresent(findings::add);
        if (setup.config().application().guarantee() == Guarantee.EXACTLY_ONCE) {
            transactions(setup, findings);
        }
        if (findings.isEmpty()) {
            findings.add(
                    Finding.ok("it may read its inputs, write its outputs, join its group and see its transactions"));
        }
        return findings;
    }

    private static void topics(Setup setup, List<Finding> findings) {
        Map<String, AclOperation> needed = new LinkedHashMap<>();
        setup.writtenTopics().forEach(topic -> needed.put(topic, AclOperation.WRITE));
        setup.readTopics().forEach(topic -> needed.put(topic, AclOperation.READ));
        ReachableTopics topics = ReachableTopics.of(setup, needed.keySet());
        needed.forEach((topic, operation) -> {
            if (topics.forbidden().contains(topic)) {
                findings.add(Finding.problem(
                        "this account may not describe topic '%s'".formatted(topic), rule(operation, topic)));
            } else if (topics.found().containsKey(topic)) {
                topic(topics.found().get(topic), operation, findings);
            }
        });
    }

    private static void topic(TopicDescription topic, AclOperation operation, List<Finding> findings) {
        Set<AclOperation> allowed = topic.authorizedOperations();
        if (allowed == null) {
            findings.add(Finding.warning(
                    "the broker does not say what may be done with topic '%s'".formatted(topic.name()),
                    "the start will show it"));
        } else if (!allowed.contains(operation)) {
            findings.add(Finding.problem(
                    "this account may not %s topic '%s'"
                            .formatted(operation.toString().toLowerCase(Locale.ROOT), topic.name()),
                    rule(operation, topic.name())));
        }
    }

    private static String rule(AclOperation operation, String topic) {
        return "kafka-acls.sh --add --allow-principal User:NAME --operation Describe --operation %s --topic %s"
                .formatted(operation == AclOperation.READ ? "Read" : "Write", topic);
    }

    /** Kafka Streams names its transactions after the application. */
    private static void transactions(Setup setup, List<Finding> findings) {
        String application = setup.config().application().id();
        String id = application + "-doctor";
        try {
            Answers.get(setup.admin().describeTransactions(List.of(id)).description(id));
        } catch (TransactionalIdNotFoundException e) {
            // Nobody has used it, and this account may know that.
        } catch (TransactionalIdAuthorizationException e) {
            findings.add(Finding.problem(
                    "this account may not use transactions that begin with '%s-'".formatted(application),
                    "kafka-acls.sh --add --allow-principal User:NAME --operation Describe --operation Write"
                            + " --transactional-id %s- --resource-pattern-type prefixed".formatted(application)));
        }
    }
}
