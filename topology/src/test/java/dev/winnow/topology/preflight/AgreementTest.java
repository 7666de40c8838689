package dev.winnow.topology.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.topology.FakeClassifier;
import dev.winnow.topology.config.ApplicationConfig;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

    private static final PipelineConfig NEWS = new PipelineConfig("/models/topics-new", "news", "labels");
    private static final PipelineConfig POSTS = new PipelineConfig("moderation", "posts", "verdicts");

    private static FakeClassifier model(String version, String checksum) {
        return new FakeClassifier() {
            @Override
            public String version() {
                return version;
            }

            @Override
            public String checksum() {
                return checksum;
            }
        };
    }

    private static Fingerprint fingerprint(String version, String checksum, PipelineConfig... pipelines) {
        FakeClassifier model = model(version, checksum);
        return Fingerprint.of(List.of(pipelines), pipeline -> model);
    }

    private static WinnowConfig config(boolean rollingUpgrade) {
        WinnowConfig defaults = WinnowConfig.defaults();
        ApplicationConfig application = defaults.application();
        return defaults.toBuilder()
                .application(new ApplicationConfig(
                        "desk",
                        application.guarantee(),
                        application.threads(),
                        application.commitInterval(),
                        application.shutdownTimeout(),
                        rollingUpgrade))
                .pipelines(List.of(NEWS))
                .build();
    }

    private static void check(boolean rollingUpgrade, Fingerprint own, String... clientIds) {
        new Agreement(config(rollingUpgrade), own)
                .check(List.of(clientIds).stream()
                        .map(id -> new GroupMembers.Member(id, "/10.0.0.7"))
                        .toList());
    }

    @Test
    void shouldSurviveTheWayThroughAClientId() {
        // Given
        Fingerprint fingerprint = fingerprint("2.0.0", "aa", NEWS, POSTS);
        String clientId = fingerprint.clientId("app--with-1a2b3c4d--in-it");

        // When / Then
        assertThat(Fingerprint.ofClientId(clientId)).hasValue(fingerprint);
        assertThat(Fingerprint.ofClientId(clientId + "-StreamThread-12-consumer"))
                .hasValue(fingerprint);
        assertThat(Fingerprint.ofClientId("somebody-else")).isEmpty();
        assertThat(fingerprint.clientId("app")).isNotEqualTo(fingerprint.clientId("app"));
    }

    @Test
    void shouldAgreeWithTheSameInAnotherOrderAndFolder() {
        // Given
        PipelineConfig elsewhere = new PipelineConfig("/mnt/topics", "news", "labels");

        // When / Then
        assertThat(fingerprint("2.0.0", "aa", POSTS, elsewhere)).isEqualTo(fingerprint("2.0.0", "aa", NEWS, POSTS));
    }

    @Test
    void shouldRefuseAnotherTopologyEvenInAnUpgrade() {
        // Given
        String other = fingerprint("2.0.0", "aa", NEWS, POSTS).clientId("desk");

        // When / Then
        assertThatThrownBy(() -> check(true, fingerprint("2.0.0", "aa", NEWS), other))
                .isInstanceOf(DisagreementException.class)
                .hasMessageContaining("application 'desk' runs with another topology at /10.0.0.7")
                .hasMessageContaining("/models/topics-new: news -> labels");
    }

    @Test
    void shouldRefuseAnotherVersionExceptInAnUpgrade() {
        // Given
        String other = fingerprint("2.0.0", "aa", NEWS).clientId("desk");
        Fingerprint own = fingerprint("2.1.0", "bb", NEWS);

        // When / Then
        assertThatThrownBy(() -> check(false, own, "foreign", other))
                .isInstanceOf(DisagreementException.class)
                .hasMessageContaining("parity-2.0.0-")
                .hasMessageContaining("parity-2.1.0-")
                .hasMessageContaining("application.rolling-upgrade");
        assertThatCode(() -> check(true, own, other)).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseOtherWeightsUnderTheSameVersion() {
        // Given
        String other = fingerprint("2.0.0", "aa", NEWS).clientId("desk");

        // When / Then
        assertThatThrownBy(() -> check(false, fingerprint("2.0.0", "bb", NEWS), other))
                .isInstanceOf(DisagreementException.class);
    }
}
