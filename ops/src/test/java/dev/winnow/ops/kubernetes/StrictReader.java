package dev.winnow.ops.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.strict.StrictMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.Map;

/** Reads resources into the classes that others made of the schemas of Kubernetes and Strimzi; refuses types it does not know. */
final class StrictReader {
    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("v1 ConfigMap", ConfigMap.class),
            Map.entry("v1 Service", Service.class),
            Map.entry("v1 ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1 Deployment", Deployment.class),
            Map.entry("batch/v1 Job", Job.class),
            Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
            Map.entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
            Map.entry("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class),
            Map.entry("keda.sh/v1alpha1 ScaledObject", ScaledObject.class),
            Map.entry("keda.sh/v1alpha1 TriggerAuthentication", TriggerAuthentication.class),
            Map.entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class));

    private final ObjectMapper mapper = StrictMapper.create();

    Object read(Map<String, Object> resource) {
        String type = resource.get("apiVersion") + " " + resource.get("kind");
        Class<?> known = TYPES.get(type);
        if (known == null) {
            throw new IllegalArgumentException("unknown type " + type);
        }
        return mapper.convertValue(resource, known);
    }

    <T> T read(Map<String, Object> resource, Class<T> type) {
        return type.cast(read(resource));
    }
}
