package dev.winnow.ops.doctor;

import dev.winnow.topology.preflight.AclCheck;
import dev.winnow.topology.preflight.RequiredAcl;
import java.util.List;
import java.util.Set;

/** What this process may do, by the list that {@code winnow run} goes by, asked of the broker without doing it. */
final class PermissionsCheck implements Check {
    private static final int TIMEOUT_MILLIS = 3_000;

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
        List<RequiredAcl> missing = new AclCheck(setup.admin(), TIMEOUT_MILLIS).missing(setup.config());
        if (missing.isEmpty()) {
            return List.of(Finding.ok("the broker denies nothing of what 'winnow run' needs"));
        }
        return missing.stream().map(PermissionsCheck::finding).toList();
    }

    private static Finding finding(RequiredAcl acl) {
        return Finding.problem(
                "no right to %s %s '%s' (%s)"
                        .formatted(
                                acl.operation(),
                                acl.resource().resourceType(),
                                acl.resource().name(),
                                acl.purpose()),
                "kafka-acls.sh --add --allow-principal User:NAME " + acl.options());
    }
}
