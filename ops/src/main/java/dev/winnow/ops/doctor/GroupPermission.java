package dev.winnow.ops.doctor;

import dev.winnow.ops.broker.Answers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Whether this process may be part of its group. */
final class GroupPermission {
    private GroupPermission() {}

    /** Empty where it may, or where there is no group yet and it may know that. */
    static Optional<Finding> look(Setup setup) {
        String group = setup.config().application().id();
        String fix = "kafka-acls.sh --add --allow-principal User:NAME --operation Read --operation Describe --group "
                + group;
        try {
            Set<AclOperation> allowed = Answers.get(setup.admin()
                            .describeConsumerGroups(
                                    List.of(group),
                                    new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                            .describedGroups()
                            .get(group))
                    .authorizedOperations();
            return allowed == null || allowed.contains(AclOperation.READ)
                    ? Optional.empty()
                    : Optional.of(Finding.problem("this account may not read with group '%s'".formatted(group), fix));
        } catch (GroupIdNotFoundException e) {
            return Optional.empty();
        } catch (GroupAuthorizationException e) {
            return Optional.of(Finding.problem(
                    "this account may not describe group '%s', and most likely not join it".formatted(group), fix));
        }
    }
}
