package dev.winnow.ops.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import java.util.List;

/** What a PodMonitor of the Prometheus operator may say, by its documentation, as far as anything here would say it. */
record PodMonitor(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    record Spec(
            @JsonProperty(required = true) LabelSelector selector,
            String jobLabel,
            List<String> podTargetLabels,
            Namespaces namespaceSelector,
            Integer sampleLimit,
            @JsonProperty(required = true) List<Endpoint> podMetricsEndpoints) {}

    record Namespaces(Boolean any, List<String> matchNames) {}

    record Endpoint(
            String port,
            String path,
            String scheme,
            String interval,
            String scrapeTimeout,
            Authorization authorization,
            Boolean honorLabels) {}

    record Authorization(String type, SecretKeySelector credentials) {}
}
