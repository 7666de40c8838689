package dev.winnow.ops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.ops.config.ConfigSources;
import dev.winnow.ops.config.EffectiveConfig;
import dev.winnow.topology.config.OverloadConfig;
import dev.winnow.topology.config.OverloadPolicy;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import dev.winnow.topology.preflight.RequiredAcl;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.resource.PatternType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests against the schemas of others, and against what Winnow does by default. */
class KubernetesTest {
    private final StrictReader reader = new StrictReader();

    @ParameterizedTest
    @ValueSource(strings = {"base", "setup", "overlays/keda", "overlays/strimzi"})
    void shouldHaveOnlyFieldsThatTheirSchemasKnow(String kustomization) throws Exception {
        // When
        List<Map<String, Object>> resources = Manifests.resources(kustomization);

        // Then
        assertThat(resources).isNotEmpty().allSatisfy(resource -> assertThatCode(() -> reader.read(resource))
                .as(resource.get("kind").toString())
                .doesNotThrowAnyException());
    }

    @Test
    void shouldNoticeASlip() throws Exception {
        // Given
        for (String kind : List.of("Deployment", "PodDisruptionBudget", "NetworkPolicy")) {
            Map<String, Object> slip = new HashMap<>(raw("base", kind));
            Map<String, Object> spec = new HashMap<>(spec(slip));
            spec.put("replicaz", 2);
            slip.put("spec", spec);

            // When, Then
            assertThatThrownBy(() -> reader.read(slip)).hasMessageContaining("replicaz");
        }
    }

    @SuppressWarnings("unchecked") // a specification is a mapping with texts for keys
    private static Map<String, Object> spec(Map<String, Object> resource) {
        return (Map<String, Object>) resource.get("spec");
    }

    @Test
    void shouldNoticeASlipInTheTypesOfKafkaAndItsScaler() {
        // Given
        List<Map<String, Object>> slips = Manifests.documents("""
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaTopic
                spec: {partition: 3}
                ---
                apiVersion: kafka.strimzi.io/v1
                kind: KafkaUser
                spec: {authorization: {type: simple, acls: [{resource: {type: topic, nam: x}, operations: [Read]}]}}
                ---
                apiVersion: keda.sh/v1alpha1
                kind: ScaledObject
                spec: {scaleTargetRef: {name: x}, triggers: [{type: kafka, metadata: {lagTreshold: "1"}}]}
                """);

        // When, Then
        assertThat(slips).hasSize(3).allSatisfy(slip -> assertThatThrownBy(() -> reader.read(slip))
                .hasMessageMatching("(?s).*(partition|nam|lagTreshold).*"));
    }

    private static Map<String, Object> raw(String kustomization, String kind) throws IOException, InterruptedException {
        return Manifests.resources(kustomization).stream()
                .filter(resource -> resource.get("kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private <T> List<T> all(String kustomization, Class<T> type) throws IOException, InterruptedException {
        return Manifests.resources(kustomization).stream()
                .filter(resource -> resource.get("kind").equals(type.getSimpleName()))
                .map(resource -> reader.read(resource, type))
                .toList();
    }

    private <T> T one(String kustomization, Class<T> type) throws IOException, InterruptedException {
        List<T> found = all(kustomization, type);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static WinnowConfig config(Path file) {
        ConfigSources sources = new ConfigSources(Optional.of(file), Map.of(), List.of());
        return EffectiveConfig.load(WinnowConfig.defaults(), sources).value();
    }

    @Test
    void shouldStopAfterWhatWasReadIsFinished() throws Exception {
        // Given
        WinnowConfig config = config(Manifests.ROOT.resolve("base/winnow.yaml"));

        // When
        PodSpec pod = one("base", Deployment.class).getSpec().getTemplate().getSpec();

        // Then
        assertThat(pod.getTerminationGracePeriodSeconds())
                .isGreaterThan(config.application().shutdownTimeout().toSeconds() + 5);
    }

    @Test
    void shouldAnswerProbesWhereTheConfigurationListens() throws Exception {
        // Given
        int port = config(Manifests.ROOT.resolve("base/winnow.yaml"))
                .management()
                .address()
                .orElseThrow()
                .port();

        // When
        Container winnow = container(one("base", Deployment.class));
        Service service = one("base", Service.class);

        // Then
        assertThat(winnow.getPorts())
                .singleElement()
                .returns("management", ContainerPort::getName)
                .returns(port, ContainerPort::getContainerPort);
        assertThat(service.getSpec().getPorts().get(0).getPort()).isEqualTo(port);
        assertThat(Stream.of(winnow.getStartupProbe(), winnow.getReadinessProbe(), winnow.getLivenessProbe())
                        .map(Probe::getHttpGet)
                        .map(get -> get.getPath() + " at " + get.getPort().getStrVal()))
                .containsExactly("/startupz at management", "/readyz at management", "/livez at management");
    }

    private static Container container(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    @Test
    void shouldRunWithoutRights() throws Exception {
        // Given
        PodSpec pod = one("base", Deployment.class).getSpec().getTemplate().getSpec();
        PodSpec setup = one("setup", Job.class).getSpec().getTemplate().getSpec();

        // When
        List<Container> containers = new ArrayList<>(pod.getContainers());
        containers.addAll(setup.getContainers());
        containers.addAll(setup.getInitContainers());

        // Then
        assertThat(List.of(pod, setup)).allSatisfy(spec -> {
            assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(spec.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(spec.getAutomountServiceAccountToken()).isFalse();
        });
        assertThat(containers)
                .hasSize(3)
                .extracting(Container::getSecurityContext)
                .allSatisfy(context -> {
                    assertThat(context).returns(true, SecurityContext::getReadOnlyRootFilesystem);
                    assertThat(context).returns(false, SecurityContext::getAllowPrivilegeEscalation);
                    assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
                });
        assertThat(containers).allSatisfy(container -> assertThat(container.getVolumeMounts())
                .anyMatch(mount -> mount.getMountPath().equals("/tmp"))
                .anyMatch(mount -> mount.getMountPath().equals("/etc/winnow")));
    }

    @Test
    void shouldSelectItsOwnPodsAndNoOthers() throws Exception {
        // Given
        Deployment deployment = one("base", Deployment.class);
        Map<String, String> labels =
                deployment.getSpec().getTemplate().getMetadata().getLabels();

        // When
        List<Map<String, String>> selectors = List.of(
                deployment.getSpec().getSelector().getMatchLabels(),
                one("base", Service.class).getSpec().getSelector(),
                one("base", PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels(),
                one("base", NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels());

        // Then
        assertThat(selectors).allSatisfy(selector -> {
            assertThat(selector).isNotEmpty();
            assertThat(labels).containsAllEntriesOf(selector);
        });
    }

    @Test
    void shouldSetTopicsUpByTheConfigurationThatRuns() throws Exception {
        assertThat(Files.readString(Manifests.ROOT.resolve("setup/winnow.yaml")))
                .isEqualTo(Files.readString(Manifests.ROOT.resolve("base/winnow.yaml")));
    }

    @Test
    void shouldScaleByTheLagOfItsOwnGroup() throws Exception {
        // Given
        WinnowConfig config = config(Manifests.ROOT.resolve("base/winnow.yaml"));

        // When
        ScaledObject scaled = one("overlays/keda", ScaledObject.class);

        // Then
        assertThat(scaled.spec().scaleTargetRef().name())
                .isEqualTo(one("base", Deployment.class).getMetadata().getName());
        assertThat(scaled.spec().triggers())
                .extracting(trigger -> trigger.metadata().get("topic"))
                .containsExactlyElementsOf(
                        config.pipelines().stream().map(PipelineConfig::input).toList());
        assertThat(scaled.spec().triggers()).allSatisfy(trigger -> assertThat(trigger.metadata())
                .containsEntry("consumerGroup", config.application().id())
                .containsEntry("bootstrapServers", config.kafka().get("bootstrap.servers")));
    }

    @Test
    void shouldLeaveTheNumberOfInstancesToTheScaler() throws Exception {
        assumeTrue(Manifests.canBuild(), "a patch needs kubectl");
        assertThat(one("overlays/keda", Deployment.class).getSpec().getReplicas())
                .isNull();
        assertThat(one("base", Deployment.class).getSpec().getReplicas()).isEqualTo(2);
    }

    @Test
    void shouldCreateTheTopicsThatTheConfigurationNamesAndAllowNoMore() throws Exception {
        // Given
        WinnowConfig config = config(Manifests.ROOT.resolve("overlays/strimzi/winnow.yaml"));
        Set<String> named = topics(config);

        // When
        Map<String, KafkaTopic> topics = all("overlays/strimzi", KafkaTopic.class).stream()
                .collect(Collectors.toMap(topic -> topic.getMetadata().getName(), topic -> topic));
        KafkaUser user = one("overlays/strimzi", KafkaUser.class);

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
        assertThat(rules.stream().map(KubernetesTest::line))
                .containsExactlyInAnyOrderElementsOf(RequiredAcl.of(shedding).stream()
                        .map(KubernetesTest::line)
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
    void shouldMountWhatItsConfigurationReads() throws Exception {
        assumeTrue(Manifests.canBuild(), "a patch needs kubectl");
        // Given
        ConfigMap map = one("overlays/strimzi", ConfigMap.class);
        String text = map.getData().get("winnow.yaml");

        // When
        Container winnow = container(one("overlays/strimzi", Deployment.class));

        // Then
        assertThat(text).isEqualTo(Files.readString(Manifests.ROOT.resolve("overlays/strimzi/winnow.yaml")));
        assertThat(winnow.getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .contains("/etc/winnow", "/tmp")
                .anyMatch(path -> text.contains(path + "/ca.crt"))
                .anyMatch(path -> text.contains(path + "/user.p12"));
        assertThat(winnow.getEnv()).extracting(variable -> variable.getName()).allSatisfy(name -> assertThat(
                        config(Manifests.ROOT.resolve("overlays/strimzi/winnow.yaml"), name)
                                .kafka())
                .containsEntry("ssl.keystore.password", "secret"));
    }

    private static WinnowConfig config(Path file, String variable) {
        ConfigSources sources = new ConfigSources(Optional.of(file), Map.of(variable, "secret"), List.of());
        return EffectiveConfig.load(WinnowConfig.defaults(), sources).value();
    }
}
