package dev.winnow.schemas;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.serialization.Serializer;

/** The Confluent serializer, with the registry's failures told apart from records that cannot be written. */
final class AvroSerializer<T extends SpecificRecord> implements Serializer<T> {
    private final KafkaAvroSerializer confluent;

    AvroSerializer(KafkaAvroSerializer confluent) {
        this.confluent = confluent;
    }

    @Override
    public byte[] serialize(String topic, T value) {
        try {
            return confluent.serialize(topic, value);
        } catch (RuntimeException e) {
            if (comesFromRegistry(e)) {
                throw new RegistryException(
                        "the schema registry gave no id for the schema of topic '%s': %s"
                                .formatted(topic, rootCause(e).getMessage()),
                        e);
            }
            throw e;
        }
    }

    /** The client wraps answers of the registry in exceptions of Kafka's API, some of them without their cause. */
    private static boolean comesFromRegistry(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RestClientException || cause instanceof IOException || cause instanceof ApiException) {
                return true;
            }
        }
        return false;
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
