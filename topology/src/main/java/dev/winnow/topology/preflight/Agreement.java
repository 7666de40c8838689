package dev.winnow.topology.preflight;

import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether this instance may share the partitions with those that run already. Another topology under the same application id
 * would leave inputs unread or send them elsewhere, depending on who got the partition; another version of a model is what a
 * rolling upgrade looks like, and nothing else should.
 *
 * @param config of this instance
 * @param own what it does
 */
record Agreement(WinnowConfig config, Fingerprint own) {

    /** @throws DisagreementException naming the first member that does something else, and what this instance does */
    void check(Collection<GroupMembers.Member> members) {
        for (GroupMembers.Member member : members) {
            Optional<Fingerprint> other = Fingerprint.ofClientId(member.clientId());
            other.ifPresent(fingerprint -> check(member, fingerprint));
        }
    }

    private void check(GroupMembers.Member member, Fingerprint other) {
        if (!other.topology().equals(own.topology())) {
            throw new DisagreementException(
                    ("application '%s' runs with another topology at %s (%s) than this instance would (%s: %s); give this"
                                    + " one an application.id of its own, or stop all others before it starts")
                            .formatted(id(), member.host(), other.topology(), own.topology(), pipelines()));
        }
        if (!other.bundles().equals(own.bundles()) && !config.application().rollingUpgrade()) {
            throw new DisagreementException(
                    ("application '%s' runs with %s at %s, this instance would run %s; to replace the one by the other, set"
                                    + " application.rolling-upgrade to true on the new instances")
                            .formatted(id(), other.bundles(), member.host(), own.bundles()));
        }
    }

    private String id() {
        return config.application().id();
    }

    private String pipelines() {
        return config.pipelines().stream().map(PipelineConfig::line).collect(Collectors.joining(", "));
    }
}
