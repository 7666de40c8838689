package dev.winnow.ops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts and watches the instances: KEDA and Prometheus. */
class ScalingManifestsTest {

    @Test
    void shouldScaleByTheLagOfItsOwnGroup() throws Exception {
        // Given
        WinnowConfig config = Manifests.config("configuration/winnow.yaml");
        Manifests keda = Manifests.with("keda");

        // When
        ScaledObject scaled = keda.one(ScaledObject.class);

        // Then
        assertThat(scaled.spec().scaleTargetRef().name())
                .isEqualTo(keda.one(Deployment.class).getMetadata().getName());
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
        assumeTrue(Kustomization.canBuild(), "a patch needs kubectl");
        assertThat(Manifests.with("keda").one(Deployment.class).getSpec().getReplicas())
                .isNull();
        assertThat(Manifests.of("base").one(Deployment.class).getSpec().getReplicas())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"keda-sasl, scram_sha512", "keda-strimzi, "})
    void shouldNameCredentialsWhereKafkaAsksForThem(String component, String mechanism) throws Exception {
        assumeTrue(Kustomization.canBuild(), "a patch needs kubectl");
        // Given
        Manifests keda = Manifests.with(component);

        // When
        ScaledObject.Trigger trigger =
                keda.one(ScaledObject.class).spec().triggers().get(0);

        // Then
        assertThat(trigger.authenticationRef().name())
                .isEqualTo(keda.one(TriggerAuthentication.class).metadata().getName());
        assertThat(trigger.metadata()).containsEntry("tls", "enable");
        assertThat(trigger.metadata().get("sasl")).isEqualTo(mechanism);
    }

    @Test
    void shouldAskKafkaWhereTheInstancesOfStrimziDo() throws Exception {
        assumeTrue(Kustomization.canBuild(), "a patch needs kubectl");
        // Given
        Map<String, String> kafka =
                Manifests.config("components/strimzi/winnow.yaml").kafka();

        // When
        ScaledObject scaled = Manifests.of("overlays/example").one(ScaledObject.class);

        // Then
        assertThat(scaled.spec().triggers().get(0).metadata())
                .containsEntry("bootstrapServers", kafka.get("bootstrap.servers"));
    }

    @Test
    void shouldBeFoundByPrometheusUnderTheNameThatTheRulesGoBy() throws Exception {
        // Given
        Manifests watched = Manifests.with("prometheus");
        Map<String, String> labels = watched.one(Deployment.class)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
        Container winnow = watched.one(Deployment.class)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);

        // When
        PodMonitor.Spec monitor = watched.one(PodMonitor.class).spec();

        // Then
        assertThat(labels).containsAllEntriesOf(monitor.selector().getMatchLabels());
        assertThat(labels).containsEntry(monitor.jobLabel(), "winnow");
        assertThat(monitor.podMetricsEndpoints())
                .extracting(PodMonitor.Endpoint::port)
                .containsExactly(winnow.getPorts().get(0).getName());
    }
}
