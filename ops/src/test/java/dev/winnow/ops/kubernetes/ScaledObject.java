package dev.winnow.ops.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a ScaledObject of KEDA 2 may say, by its documentation: there is no class of it among the libraries. Of the
 * metadata of a trigger only those of the Kafka scaler are known here.
 */
record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    private static final Set<String> KAFKA_METADATA = Set.of(
            "bootstrapServers",
            "consumerGroup",
            "topic",
            "lagThreshold",
            "activationLagThreshold",
            "offsetResetPolicy",
            "allowIdleConsumers",
            "scaleToZeroOnInvalidOffset",
            "excludePersistentLag",
            "limitToPartitionsWithLag",
            "ensureEvenDistributionOfPartitions",
            "version",
            "partitionLimitation",
            "sasl",
            "tls",
            "unsafeSsl");

    record Spec(
            @JsonProperty(required = true) Target scaleTargetRef,
            Integer pollingInterval,
            Integer cooldownPeriod,
            Integer initialCooldownPeriod,
            Integer idleReplicaCount,
            Integer minReplicaCount,
            Integer maxReplicaCount,
            Advanced advanced,
            Object fallback,
            @JsonProperty(required = true) List<Trigger> triggers) {}

    record Target(String apiVersion, String kind, String name, String envSourceContainerName) {}

    record Advanced(Boolean restoreToOriginalReplicaCount, Autoscaler horizontalPodAutoscalerConfig) {}

    record Autoscaler(String name, Behavior behavior) {}

    record Behavior(Rules scaleUp, Rules scaleDown) {}

    record Rules(Integer stabilizationWindowSeconds, String selectPolicy, List<Policy> policies) {}

    record Policy(String type, int value, int periodSeconds) {}

    /** Every value of the metadata is a text, a number in it is quoted. */
    record Trigger(
            String type,
            String name,
            Map<String, Object> metadata,
            Reference authenticationRef,
            String metricType,
            Boolean useCachedMetrics) {

        Trigger {
            if (!"kafka".equals(type) || !KAFKA_METADATA.containsAll(metadata.keySet())) {
                throw new IllegalArgumentException("not known of a trigger '" + type + "': " + metadata.keySet());
            }
            metadata.forEach((key, value) -> {
                if (!(value instanceof String)) {
                    throw new IllegalArgumentException("metadata." + key + " is no text");
                }
            });
        }
    }

    record Reference(String name, String kind) {}
}
