package dev.winnow.ops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.topology.config.OverloadConfig;
import dev.winnow.topology.config.OverloadPolicy;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.preflight.RequiredAcl;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Test;

/** Topics, account and configuration for a Kafka by Strimzi, against each other and against what Winnow asks for. */
class StrimziManifestsTest {

    private static final String CONFIGURATION = "components/strimzi/winnow.yaml";

    private final Manifests strimzi;

    StrimziManifestsTest() throws IOException {
        strimzi = Manifests.with("strimzi");
    }

    @Test
    void shouldCreateTheTopicsThatTheConfigurationNamesAndAllowNoMore() {
        // Given
        WinnowConfig config = Manifests.config(CONFIGURATION);
        Set<String> named = topics(config);

        // When
        Map<String, KafkaTopic> topics = strimzi.all(KafkaTopic.class).stream()
                .collect(Collectors.toMap(topic -> topic.getMetadata().getName(), topic -> topic));
        KafkaUser user = strimzi.one(KafkaUser.class);

        // Then
        assertThat(topics.keySet()).containsExactlyInAnyOrderElementsOf(named);
        KafkaTopic control = topics.get(config.control().topic());
        assertThat(control.getSpec().getPartitions()).isEqualTo(1);
        assertThat(control.getSpec().getConfig()).containsEntry("cleanup.policy", "compact");
        assertThat(topics.get("classifications").getSpec().getPartitions())
                .isEqualTo(topics.get("documents").getSpec().getPartitions());
        WinnowConfig shedding = config.toBuilder()
                .overload(new OverloadConfig(
                        OverloadPolicy.SHED, config.overload().topic(), "priority"))
                .build();
        List<AclRule> rules = ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization()).getAcls();
        assertThat(rules.stream().map(StrimziManifestsTest::line))
                .containsExactlyInAnyOrderElementsOf(RequiredAcl.of(shedding).stream()
                        .map(StrimziManifestsTest::line)
                        .toList());
    }

    private static String line(RequiredAcl acl) {
        return "%s %s %s [%s]"
                .formatted(
                        acl.resource().resourceType(),
                        acl.resource().name(),
                        acl.resource().patternType() == PatternType.PREFIXED ? "prefix" : "literal",
                        acl.operation());
    }

    private static String line(AclRule rule) {
        String operations =
                rule.getOperations().stream().map(Enum::name).toList().toString();
        if (rule.getResource() instanceof AclRuleTopicResource topic) {
            return "TOPIC %s %s %s"
                    .formatted(topic.getName(), topic.getPatternType().toValue(), operations);
        }
        if (rule.getResource() instanceof AclRuleGroupResource group) {
            return "GROUP %s %s %s"
                    .formatted(group.getName(), group.getPatternType().toValue(), operations);
        }
        AclRuleTransactionalIdResource id = (AclRuleTransactionalIdResource) rule.getResource();
        return "TRANSACTIONAL_ID %s %s %s"
                .formatted(id.getName(), id.getPatternType().toValue(), operations);
    }

    private static Set<String> topics(WinnowConfig config) {
        Set<String> topics = new LinkedHashSet<>();
        config.pipelines().forEach(pipeline -> topics.addAll(List.of(pipeline.input(), pipeline.output())));
        topics.add(config.deadLetters().topic());
        topics.add(config.overload().topic());
        config.control().used().ifPresent(topics::add);
        return topics;
    }

    @Test
    void shouldMountWhatItsConfigurationReads() throws IOException {
        assumeTrue(Kustomization.canBuild(), "a patch needs kubectl");
        // Given
        String text = strimzi.one(ConfigMap.class).getData().get("winnow.yaml");

        // When
        Container winnow = strimzi.one(Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);

        // Then
        assertThat(text).isEqualTo(Files.readString(Manifests.ROOT.resolve(CONFIGURATION)));
        assertThat(winnow.getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .contains("/etc/winnow", "/tmp")
                .anyMatch(path -> text.contains(path + "/ca.crt"))
                .anyMatch(path -> text.contains(path + "/user.p12"));
        assertThat(winnow.getEnv()).extracting(variable -> variable.getName()).allSatisfy(name -> assertThat(
                        Manifests.config(CONFIGURATION, name).kafka())
                .containsEntry("ssl.keystore.password", "secret"));
    }
}
