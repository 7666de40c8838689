package dev.winnow.topology.preflight;

import dev.winnow.topology.config.Guarantee;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Something the Kafka user of a process must be allowed to do: these and no more, as docs/SECURITY.md lists them. To read and to
 * write each includes to describe.
 *
 * @param resource what is used
 * @param operation what is done to it
 * @param purpose what for, in words
 */
public record RequiredAcl(ResourcePattern resource, AclOperation operation, String purpose) {

    /** All of them. */
    public static List<RequiredAcl> of(WinnowConfig config) {
        List<RequiredAcl> acls = new ArrayList<>();
        for (PipelineConfig pipeline : config.pipelines()) {
            acls.add(topic(pipeline.input(), AclOperation.READ, "input of bundle '" + pipeline.bundle() + "'"));
            acls.add(topic(pipeline.output(), AclOperation.WRITE, "output of bundle '" + pipeline.bundle() + "'"));
        }
        acls.add(topic(config.deadLetters().topic(), AclOperation.WRITE, "dead letters"));
        if (config.overload().sheds()) {
            acls.add(topic(config.overload().topic(), AclOperation.WRITE, "shed documents"));
        }
        config.control().used().ifPresent(topic -> acls.add(topic(topic, AclOperation.READ, "policies")));
        String id = config.application().id();
        acls.add(new RequiredAcl(
                new ResourcePattern(ResourceType.GROUP, id, PatternType.LITERAL),
                AclOperation.READ,
                "sharing the partitions with other instances"));
        if (config.application().guarantee() == Guarantee.EXACTLY_ONCE) {
            acls.add(new RequiredAcl(
                    new ResourcePattern(ResourceType.TRANSACTIONAL_ID, id, PatternType.PREFIXED),
                    AclOperation.WRITE,
                    "exactly-once"));
        }
        return List.copyOf(acls);
    }

    private static RequiredAcl topic(String name, AclOperation operation, String purpose) {
        ResourcePattern topic = new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL);
        return new RequiredAcl(topic, operation, purpose);
    }

    /** As the broker keeps it, for one user from any host. */
    public AclBinding binding(String principal) {
        return new AclBinding(resource, new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW));
    }

    /** The options of {@code kafka-acls.sh --add --allow-principal User:NAME} that grant it. */
    public String options() {
        String kind =
                switch (resource.resourceType()) {
                    case GROUP -> "--group";
                    case TRANSACTIONAL_ID -> "--transactional-id";
                    default -> "--topic";
                };
        String pattern = resource.patternType() == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "";
        return "--operation %s %s %s%s".formatted(operation, kind, resource.name(), pattern);
    }
}
