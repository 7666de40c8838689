package dev.winnow.ops.doctor;

import dev.winnow.ops.broker.ClientSettings;
import dev.winnow.topology.preflight.DisagreementException;
import dev.winnow.topology.preflight.GroupCheck;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** Who shares the work already, and whether they do the same. */
final class InstancesCheck implements Check {
    private static final int TIMEOUT_MILLIS = 5_000;

    @Override
    public String name() {
        return "instances";
    }

    @Override
    public Set<String> needs() {
        return Set.of("broker", "model");
    }

    @Override
    public List<Finding> look(Setup setup) {
        String id = setup.config().application().id();
        GroupCheck check = new GroupCheck(
                setup.config(),
                () -> Admin.create(ClientSettings.of(setup.config()).getAdminConfigs("winnow-doctor-group")),
                TIMEOUT_MILLIS,
                setup.fingerprint().orElseThrow());
        try {
            int threads = check.run();
            return List.of(Finding.ok(
                    threads == 0
                            ? "nobody runs as application '%s'".formatted(id)
                            : "%d stream threads run as application '%s' and do the same".formatted(threads, id)));
        } catch (DisagreementException e) {
            return List.of(Finding.problem(e.getMessage(), "see 'Instances that disagree' in docs/CONFIGURATION.md"));
        }
    }
}
