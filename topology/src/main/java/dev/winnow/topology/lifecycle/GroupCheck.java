package dev.winnow.topology.lifecycle;

import dev.winnow.topology.config.WinnowConfig;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Looks at the group and refuses to be part of it if its members do something else. Asked before this instance joins, and
 * once more after: of two that start at the same moment, the one that joins last sees the other.
 *
 * @param config of this instance
 * @param clients make the admin client, open for the time of a question only
 * @param settings how to reach the broker
 * @param own what this instance does
 */
record GroupCheck(WinnowConfig config, KafkaClientSupplier clients, StreamsConfig settings, Fingerprint own) {

    /** @throws DisagreementException when a member does something else */
    void run() {
        String group = config.application().id();
        boolean streamsProtocol = "streams".equalsIgnoreCase(config.kafka().get("group.protocol"));
        int timeoutMillis = StreamsSettings.startupMillis(settings);
        try (Admin admin = clients.getAdmin(settings.getAdminConfigs(group + "-startup"))) {
            new Agreement(config, own).check(new GroupMembers(admin, group, streamsProtocol, timeoutMillis).list());
        }
    }
}
