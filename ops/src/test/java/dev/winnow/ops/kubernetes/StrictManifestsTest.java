package dev.winnow.ops.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests against the schemas of others. */
class StrictManifestsTest {
    private final StrictReader reader = new StrictReader();

    @ParameterizedTest
    @ValueSource(strings = {"base", "setup", "overlays/example"})
    void shouldHaveOnlyFieldsThatTheirSchemasKnow(String folder) throws Exception {
        assertKnown(Manifests.of(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keda", "keda-sasl", "keda-strimzi", "prometheus", "strimzi"})
    void shouldHaveOnlyFieldsThatTheirSchemasKnowInComponents(String component) throws Exception {
        assertKnown(Manifests.with(component));
    }

    private void assertKnown(Manifests manifests) {
        Set<String> names = new HashSet<>();
        assertThat(manifests.raw()).isNotEmpty().allSatisfy(resource -> {
            assertThatCode(() -> reader.read(resource))
                    .as(resource.get("kind").toString())
                    .doesNotThrowAnyException();
            assertThat(resource.get("metadata"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .satisfies(metadata -> assertThat(names.add(resource.get("kind") + " " + metadata.get("name")))
                            .isTrue());
        });
    }

    static List<Path> folders() {
        return Kustomization.folders(Manifests.ROOT);
    }

    /** kustomize takes any field into the result, and without it no patch would be read at all. */
    @ParameterizedTest
    @MethodSource("folders")
    void shouldPatchOnlyFieldsThatTheirSchemasKnow(Path folder) throws Exception {
        assertThat(Kustomization.patches(folder)).allSatisfy(patch -> {
            if (patch instanceof List<?> operations) {
                assertThat(operations)
                        .allSatisfy(operation -> assertThat(texts(operation)).containsOnlyKeys("op", "path", "value"));
            } else {
                assertThatCode(() -> reader.read(texts(patch))).doesNotThrowAnyException();
            }
        });
    }

    @SuppressWarnings("unchecked") // a manifest is a mapping with texts for keys
    private static Map<String, Object> texts(Object mapping) {
        return (Map<String, Object>) mapping;
    }

    @Test
    void shouldNoticeASlip() throws Exception {
        // Given
        for (String kind : List.of("Deployment", "PodDisruptionBudget", "NetworkPolicy")) {
            Map<String, Object> slip = new HashMap<>(Manifests.of("base").raw(kind));
            Map<String, Object> spec = new HashMap<>(texts(slip.get("spec")));
            spec.put("replicaz", 2);
            slip.put("spec", spec);

            // When, Then
            assertThatThrownBy(() -> reader.read(slip)).hasMessageContaining("replicaz");
        }
    }

    @Test
    void shouldNoticeASlipInTheTypesOfOthers() {
        // Given
        List<Map<String, Object>> slips = Kustomization.mappings("""
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
                ---
                apiVersion: keda.sh/v1alpha1
                kind: TriggerAuthentication
                spec: {secretTargetRef: [{parameter: certificate, name: x, key: y}]}
                ---
                apiVersion: monitoring.coreos.com/v1
                kind: PodMonitor
                spec: {selector: {}, podMetricsEndpoints: [{prt: management}]}
                """);

        // When, Then
        assertThat(slips).hasSize(5).allSatisfy(slip -> assertThatThrownBy(() -> reader.read(slip))
                .hasMessageMatching("(?s).*(partition|nam|lagTreshold|certificate|prt).*"));
    }
}
