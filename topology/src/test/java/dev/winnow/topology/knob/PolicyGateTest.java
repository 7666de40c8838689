package dev.winnow.topology.knob;

import static dev.winnow.topology.knob.Policies.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.AvroSerdes;
import dev.winnow.schemas.RegistryException;
import dev.winnow.schemas.RegistrySettings;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.observe.PolicyArrival;
import dev.winnow.v1.ControlPolicy;
import dev.winnow.v1.ManualOverride;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyGateTest {
    private static final String TOPIC = "winnow-control";

    private final AvroSerdes serdes =
            new AvroSerdes(RegistrySettings.inProcess(UUID.randomUUID().toString()));
    private final List<PolicyArrival> told = new ArrayList<>();
    private final PolicyGate gate = gate(new PolicyCheck("topics", Optional.of(Policies.CURVE)));
    private final Policy good = Policies.policy(Policies.manual(0.25, NOON.plusSeconds(60)), Policies.auto(0.85));

    @AfterEach
    void close() {
        serdes.close();
    }

    private PolicyGate gate(PolicyCheck check) {
        return new PolicyGate(check, serdes.controlPolicy().deserializer(), told::add);
    }

    private byte[] bytes(ControlPolicy policy) {
        return serdes.controlPolicy().serializer().serialize(TOPIC, policy);
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>(TOPIC, 0, 17, new byte[0], value);
    }

    private void assertRefused(byte[] value, String why) {
        Standing before = Standing.of(good);
        Standing after = gate.next(before, record(value));
        assertThat(after.policy()).hasValue(good);
        assertThat(after.refusal()).hasValueSatisfying(refusal -> {
            assertThat(refusal.reason()).contains(why);
            assertThat(refusal.recordOffset()).isEqualTo(17);
        });
    }

    @Test
    void shouldLetInWhatWasWritten() {
        // When
        Standing standing = gate.next(Standing.NONE, record(bytes(PolicyRecords.write(good))));

        // Then
        assertThat(standing).isEqualTo(Standing.of(good));
    }

    @Test
    void shouldRefuseWhatIsNoPolicyAndKeepTheLastGoodOne() {
        ControlPolicy written = PolicyRecords.write(good);
        ControlPolicy beyond = ControlPolicy.newBuilder(written)
                .setManual(new ManualOverride(1.5, null))
                .build();
        byte[] cutOff = Arrays.copyOf(bytes(written), 12);

        assertRefused(new byte[] {1, 2, 3}, "too few");
        assertRefused(cutOff, "cut off");
        assertRefused(new byte[20_000], "20000 bytes are no policy");
        assertRefused(bytes(beyond), "must be -1 (the full encoder) to 1, not 1.5");
        assertRefused(
                bytes(PolicyRecords.write(Policies.policy(null, Policies.auto(0.95)))), "not even the full encoder");
    }

    @Test
    void shouldRefuseAControllerForABundleWithoutCalibration() {
        // Given
        PolicyGate uncalibrated = gate(new PolicyCheck("topics", Optional.empty()));

        // When
        Standing standing = uncalibrated.next(Standing.NONE, record(bytes(PolicyRecords.write(good))));

        // Then
        assertThat(standing.policy()).isEmpty();
        assertThat(standing.refusal())
                .hasValueSatisfying(refusal -> assertThat(refusal.reason()).contains("winnow calibrate"));
    }

    @Test
    void shouldForgetPolicyAndRefusalWithATombstone() {
        // Given
        Standing refusing = gate.next(Standing.of(good), record(new byte[1]));

        // When / Then
        assertThat(gate.next(refusing, record(null))).isEqualTo(Standing.NONE);
    }

    @Test
    void shouldTellOfEachRecord() {
        // When
        Standing obeyed = gate.next(Standing.NONE, record(bytes(PolicyRecords.write(good))));
        Standing refusing = gate.next(obeyed, record(new byte[1]));
        gate.next(refusing, record(null));

        // Then
        assertThat(told).extracting(PolicyArrival::bundle).containsOnly("topics");
        assertThat(told).extracting(PolicyArrival::recordOffset).containsOnly(17L);
        assertThat(told)
                .extracting(PolicyArrival::policy)
                .containsExactly(Optional.of(good), Optional.empty(), Optional.empty());
        assertThat(told).extracting(arrival -> arrival.refusal().isPresent()).containsExactly(false, true, false);
    }

    @Test
    void shouldKnowNothingOfARecordWhileTheRegistryIsAway() {
        // Given
        byte[] value = bytes(PolicyRecords.write(good));
        RegistrySettings away = new RegistrySettings("http://localhost:1", false, Duration.ofSeconds(1), 10, Map.of());
        try (AvroSerdes others = new AvroSerdes(away)) {
            PolicyGate waiting = new PolicyGate(
                    new PolicyCheck("topics", Optional.of(Policies.CURVE)),
                    others.controlPolicy().deserializer(),
                    told::add);

            // When / Then
            assertThatThrownBy(() -> waiting.next(Standing.NONE, record(value))).isInstanceOf(RegistryException.class);
            assertThat(told).isEmpty();
        }
    }
}
