package dev.winnow.schemas;

import dev.winnow.v1.Classification;
import dev.winnow.v1.ControlPolicy;
import dev.winnow.v1.Document;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.subject.strategy.SubjectNameStrategy;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * The subjects of the registry that classifications and policies are written under. A process that may not register schemas itself
 * asks here before it reads: it would otherwise fail at its first result, again and again.
 */
public final class Subjects {
    private final SchemaRegistryClient client;
    private final SubjectNameStrategy naming;

    Subjects(SchemaRegistryClient client, SubjectNameStrategy naming) {
        this.client = client;
        this.naming = naming;
    }

    /** The schema of classifications, without the properties that mean something to Java alone. */
    public static Schema classification() {
        return published(new Classification());
    }

    /** The schema of documents, in the same form. */
    public static Schema document() {
        return published(new Document());
    }

    /** The schema of policies on the control topic, in the same form. */
    public static Schema controlPolicy() {
        return published(new ControlPolicy());
    }

    private static Schema published(SpecificRecord example) {
        return AvroSchemaUtils.getSchema(example, false, false, true);
    }

    /** Name of the subject for classifications on a topic. */
    public String of(String topic) {
        return of(topic, classification());
    }

    /** Name of the subject for values of a schema on a topic. */
    public String of(String topic, Schema schema) {
        return naming.subjectName(topic, false, new AvroSchema(schema));
    }

    /**
     * Whether classifications can be written to a topic without registering anything.
     *
     * @throws RegistryException when the registry did not say
     */
    public boolean isRegistered(String topic) {
        return isRegistered(topic, classification());
    }

    /** The same for values of another schema. */
    public boolean isRegistered(String topic, Schema schema) {
        String subject = of(topic, schema);
        try {
            client.getId(subject, new AvroSchema(schema));
            return true;
        } catch (RestClientException e) {
            if (WriterSchemas.saysMissing(e)) {
                return false;
            }
            throw failure(subject, e);
        } catch (IOException | RuntimeException e) {
            throw failure(subject, e);
        }
    }

    /**
     * Registers the schema of classifications for a topic, if it is not registered yet.
     *
     * @return its id
     * @throws RegistryException when the registry refused or did not answer
     */
    public int register(String topic) {
        return register(topic, classification());
    }

    /** The same for values of another schema. */
    public int register(String topic, Schema schema) {
        String subject = of(topic, schema);
        try {
            return client.register(subject, new AvroSchema(schema));
        } catch (RestClientException | IOException | RuntimeException e) {
            throw failure(subject, e);
        }
    }

    private static RegistryException failure(String subject, Exception e) {
        return new RegistryException(
                "the schema registry did not help with subject '%s': %s".formatted(subject, e.getMessage()), e);
    }
}
