package dev.winnow.ops.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Set;

/** What a TriggerAuthentication of KEDA 2 for its Kafka scaler may say, by its documentation, where it goes by Secrets. */
record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    private static final Set<String> KAFKA_PARAMETERS =
            Set.of("sasl", "username", "password", "tls", "ca", "cert", "key", "keyPassword");

    record Spec(@JsonProperty(required = true) List<Secret> secretTargetRef) {}

    record Secret(String parameter, String name, String key) {

        Secret {
            if (!KAFKA_PARAMETERS.contains(parameter)) {
                throw new IllegalArgumentException("not known of the Kafka scaler: " + parameter);
            }
        }
    }
}
