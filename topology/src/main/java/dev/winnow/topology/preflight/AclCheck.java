package dev.winnow.topology.preflight;

import dev.winnow.topology.config.WinnowConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Asks the broker what the user of this process may do. A stream that lacks a right fails much later, with an error that names
 * neither the topic nor the operation, or hangs.
 *
 * <p>What the broker cannot say counts as granted: a topic that is missing, a group that nobody has joined, a broker that is
 * away. Others look for that.
 */
public final class AclCheck {
    private final Admin admin;
    private final int timeoutMillis;

    /** @param admin stays open */
    public AclCheck(Admin admin, int timeoutMillis) {
        this.admin = admin;
        this.timeoutMillis = timeoutMillis;
    }

    /** Rights the process lacks. */
    public List<RequiredAcl> missing(WinnowConfig config) {
        List<RequiredAcl> missing = new ArrayList<>();
        for (RequiredAcl acl : RequiredAcl.of(config)) {
            if (!isGranted(acl)) {
                missing.add(acl);
            }
        }
        return missing;
    }

    /** @throws StartupException that names all rights it lacks */
    void check(WinnowConfig config) {
        List<RequiredAcl> missing = missing(config);
        if (!missing.isEmpty()) {
            StringBuilder text = new StringBuilder("the Kafka user of this process lacks rights; grant them with"
                    + " kafka-acls.sh --add --allow-principal User:NAME and:");
            missing.forEach(acl -> text.append("%n  %s   (%s)".formatted(acl.options(), acl.purpose())));
            throw new StartupException(text.toString());
        }
    }

    private boolean isGranted(RequiredAcl acl) {
        try {
            Set<AclOperation> granted = operations(acl).get();
            return granted == null || granted.contains(acl.operation());
        } catch (ExecutionException e) {
            return !(e.getCause() instanceof AuthorizationException);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private KafkaFuture<Set<AclOperation>> operations(RequiredAcl acl) {
        String name = acl.resource().name();
        return switch (acl.resource().resourceType()) {
            case TOPIC -> topic(name);
            case GROUP -> group(name);
            default -> transaction(name);
        };
    }

    private KafkaFuture<Set<AclOperation>> topic(String name) {
        DescribeTopicsOptions options =
                new DescribeTopicsOptions().includeAuthorizedOperations(true).timeoutMs(timeoutMillis);
        return admin.describeTopics(List.of(name), options)
                .topicNameValues()
                .get(name)
                .thenApply(topic -> topic.authorizedOperations());
    }

    private KafkaFuture<Set<AclOperation>> group(String name) {
        DescribeConsumerGroupsOptions options = new DescribeConsumerGroupsOptions()
                .includeAuthorizedOperations(true)
                .timeoutMs(timeoutMillis);
        return admin.describeConsumerGroups(List.of(name), options)
                .describedGroups()
                .get(name)
                .thenApply(group -> group.authorizedOperations());
    }

    /** No answer lists operations of a transactional id. WRITE includes DESCRIBE; who has DESCRIBE alone is not found out here. */
    private KafkaFuture<Set<AclOperation>> transaction(String prefix) {
        String id = prefix + "-rights";
        return admin.describeTransactions(List.of(id), new DescribeTransactionsOptions().timeoutMs(timeoutMillis))
                .description(id)
                .thenApply(described -> Set.of(AclOperation.WRITE));
    }
}
