package dev.winnow.topology.knob;

import dev.winnow.schemas.UnreadableRecordException;
import dev.winnow.topology.control.Policy;
import dev.winnow.topology.observe.PolicyArrival;
import dev.winnow.v1.ControlPolicy;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Lets the policies of one bundle in, or says why not; tells of each. */
final class PolicyGate {

    /** A policy has some hundred bytes, and a reason in words. */
    private static final int LARGEST_VALUE = 16 * 1024;

    private final PolicyCheck check;
    private final Deserializer<ControlPolicy> deserializer;
    private final Consumer<PolicyArrival> told;

    /**
     * @param told of each record, good or bad; called by the thread that asks
     */
    PolicyGate(PolicyCheck check, Deserializer<ControlPolicy> deserializer, Consumer<PolicyArrival> told) {
        this.check = check;
        this.deserializer = deserializer;
        this.told = told;
    }

    /** The bundle whose policies these are. */
    String bundle() {
        return check.bundle();
    }

    /**
     * What a record of the bundle changes.
     *
     * @throws dev.winnow.schemas.RegistryException when the registry is away: nothing is known of the record
     */
    Standing next(Standing before, ConsumerRecord<byte[], byte[]> record) {
        Standing after = after(before, record);
        Optional<String> refusal = after.refusal().map(Refusal::reason);
        told.accept(new PolicyArrival(
                bundle(),
                Instant.ofEpochMilli(record.timestamp()),
                record.offset(),
                after.policy().filter(policy -> refusal.isEmpty()),
                refusal));
        return after;
    }

    private Standing after(Standing before, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            return Standing.NONE;
        }
        try {
            return Standing.of(read(record));
        } catch (UnreadableRecordException | IllegalArgumentException bad) {
            return before.refusing(
                    new Refusal(bad.getMessage(), Instant.ofEpochMilli(record.timestamp()), record.offset()));
        }
    }

    private Policy read(ConsumerRecord<byte[], byte[]> record) {
        if (record.value().length > LARGEST_VALUE) {
            throw new IllegalArgumentException(
                    "%d bytes are no policy; %d are the most".formatted(record.value().length, LARGEST_VALUE));
        }
        Policy policy = PolicyRecords.read(deserializer.deserialize(record.topic(), record.value()));
        check.check(policy);
        return policy;
    }
}
