package dev.winnow.topology.preflight;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeStreamsGroupsOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is in the group of the application, asked of the broker.
 *
 * @param admin stays open
 * @param group the application id
 * @param streamsProtocol whether the group is one of KIP-1071, which is asked for otherwise
 * @param timeoutMillis bound on the question
 */
record GroupMembers(Admin admin, String group, boolean streamsProtocol, int timeoutMillis) {

    private static final Logger LOG = LoggerFactory.getLogger(GroupMembers.class);

    /**
     * A stream thread of some instance.
     *
     * @param clientId its client id
     * @param host where it connects from
     */
    record Member(String clientId, String host) {}

    /** Nobody where the group does not exist; nobody, with a warning, where it may not be read. */
    Collection<Member> list() {
        try {
            return streamsProtocol ? streams() : classic();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                LOG.atWarn()
                        .addKeyValue("group", group)
                        .addKeyValue("error", String.valueOf(e.getCause().getMessage()))
                        .log("the members of the group cannot be read; whether other instances agree is not checked");
            }
            return List.of();
        }
    }

    private Collection<Member> classic() throws ExecutionException {
        DescribeConsumerGroupsOptions options = new DescribeConsumerGroupsOptions().timeoutMs(timeoutMillis);
        return get(admin.describeConsumerGroups(List.of(group), options)
                        .describedGroups()
                        .get(group))
                .members()
                .stream()
                .map(member -> new Member(member.clientId(), member.host()))
                .toList();
    }

    private Collection<Member> streams() throws ExecutionException {
        DescribeStreamsGroupsOptions options = new DescribeStreamsGroupsOptions().timeoutMs(timeoutMillis);
        return get(admin.describeStreamsGroups(List.of(group), options)
                        .describedGroups()
                        .get(group))
                .members()
                .stream()
                .map(member -> new Member(member.clientId(), member.clientHost()))
                .toList();
    }

    private static <T> T get(KafkaFuture<T> answer) throws ExecutionException {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
