package dev.winnow.topology.preflight;

import dev.winnow.topology.config.WinnowConfig;
import java.util.Collection;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;

/**
 * Looks at the group and refuses to be part of it if its members do something else. Asked before this instance joins, and
 * once more after: of two that start at the same moment, the one that joins last sees the other.
 *
 * @param config of this instance
 * @param admins makes a client of the broker, open for the time of a question only
 * @param timeoutMillis bound on a question
 * @param own what this instance does
 */
public record GroupCheck(WinnowConfig config, Supplier<Admin> admins, int timeoutMillis, Fingerprint own) {

    /**
     * Asks once.
     *
     * @return how many stream threads are members already
     * @throws DisagreementException when a member does something else
     */
    public int run() {
        String group = config.application().id();
        boolean streamsProtocol = "streams".equalsIgnoreCase(config.kafka().get("group.protocol"));
        try (Admin admin = admins.get()) {
            Collection<GroupMembers.Member> members =
                    new GroupMembers(admin, group, streamsProtocol, timeoutMillis).list();
            new Agreement(config, own).check(members);
            return members.size();
        }
    }
}
