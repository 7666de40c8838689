package dev.winnow.topology.knob;

import dev.winnow.schemas.UnreadableRecordException;
import dev.winnow.topology.control.Policy;
import dev.winnow.v1.ControlPolicy;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/** Lets the policies of one bundle in, or says why not. */
final class PolicyGate {

    /** A policy has some hundred bytes, and a reason in words. */
    private static final int LARGEST_VALUE = 16 * 1024;

    private final PolicyCheck check;
    private final Deserializer<ControlPolicy> deserializer;

    PolicyGate(PolicyCheck check, Deserializer<ControlPolicy> deserializer) {
        this.check = check;
        this.deserializer = deserializer;
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
