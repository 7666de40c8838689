package dev.winnow.ops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.topology.config.WinnowConfig;
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
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The base and its setup against what Winnow does by default. */
class BaseManifestsTest {

    private static final String CONFIGURATION = "configuration/winnow.yaml";

    private final Manifests base;
    private final Manifests setup;

    BaseManifestsTest() throws IOException {
        base = Manifests.of("base");
        setup = Manifests.of("setup");
    }

    @Test
    void shouldStopAfterWhatWasReadIsFinished() throws Exception {
        // Given
        WinnowConfig config = Manifests.config(CONFIGURATION);

        // When
        PodSpec pod = base.one(Deployment.class).getSpec().getTemplate().getSpec();

        // Then
        assertThat(pod.getTerminationGracePeriodSeconds())
                .isGreaterThan(config.application().shutdownTimeout().toSeconds() + 5);
    }

    @Test
    void shouldAnswerProbesWhereTheConfigurationListens() throws Exception {
        // Given
        int port = Manifests.config(CONFIGURATION)
                .management()
                .address()
                .orElseThrow()
                .port();

        // When
        Container winnow = container(base.one(Deployment.class));
        Service service = base.one(Service.class);

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
        PodSpec pod = base.one(Deployment.class).getSpec().getTemplate().getSpec();
        PodSpec setupPod = setup.one(Job.class).getSpec().getTemplate().getSpec();

        // When
        List<Container> containers = new ArrayList<>(pod.getContainers());
        containers.addAll(setupPod.getContainers());
        containers.addAll(setupPod.getInitContainers());

        // Then
        assertThat(List.of(pod, setupPod)).allSatisfy(spec -> {
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
        Deployment deployment = base.one(Deployment.class);
        Map<String, String> labels =
                deployment.getSpec().getTemplate().getMetadata().getLabels();

        // When
        List<Map<String, String>> selectors = List.of(
                deployment.getSpec().getSelector().getMatchLabels(),
                base.one(Service.class).getSpec().getSelector(),
                base.one(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels(),
                base.one(NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels());

        // Then
        assertThat(selectors).allSatisfy(selector -> {
            assertThat(selector).isNotEmpty();
            assertThat(labels).containsAllEntriesOf(selector);
        });
    }

    @Test
    void shouldReachWhatTheConfigurationNamesAndItsPeersAndACollector() {
        // Given
        WinnowConfig config = Manifests.config(CONFIGURATION);

        // When
        List<NetworkPolicyEgressRule> rules =
                base.one(NetworkPolicy.class).getSpec().getEgress();

        // Then
        assertThat(rules.stream().filter(rule -> rule.getTo().isEmpty()).flatMap(BaseManifestsTest::ports))
                .contains(9092, 8081, 4318)
                .anyMatch(port -> config.kafka().get("bootstrap.servers").endsWith(":" + port))
                .anyMatch(port -> config.registry().url().endsWith(":" + port));
        assertThat(rules)
                .filteredOn(rule -> !rule.getTo().isEmpty())
                .singleElement()
                .satisfies(peers -> {
                    assertThat(ports(peers))
                            .containsExactly(
                                    config.management().address().orElseThrow().port());
                    assertThat(peers.getTo())
                            .extracting(NetworkPolicyPeer::getPodSelector)
                            .containsExactly(
                                    base.one(NetworkPolicy.class).getSpec().getPodSelector());
                });
    }

    private static Stream<Integer> ports(NetworkPolicyEgressRule rule) {
        return rule.getPorts().stream().map(port -> port.getPort().getIntVal());
    }

    @Test
    void shouldSetUpByTheConfigurationThatRunsAndLeaveItWhenItIsDeleted() throws IOException {
        assumeTrue(Kustomization.canBuild(), "a configuration is put into a map by kubectl");
        // Given
        String text = Files.readString(Manifests.ROOT.resolve(CONFIGURATION));

        // When
        ConfigMap ofSetup = setup.one(ConfigMap.class);
        ConfigMap ofInstances = base.one(ConfigMap.class);

        // Then
        assertThat(ofSetup.getData()).containsEntry("winnow.yaml", text);
        assertThat(ofInstances.getData()).containsEntry("winnow.yaml", text);
        assertThat(ofSetup.getMetadata().getName())
                .startsWith("winnow-setup-")
                .isEqualTo(setup.one(Job.class).getSpec().getTemplate().getSpec().getVolumes().stream()
                        .filter(volume -> volume.getConfigMap() != null)
                        .map(volume -> volume.getConfigMap().getName())
                        .findFirst()
                        .orElseThrow());
    }
}
