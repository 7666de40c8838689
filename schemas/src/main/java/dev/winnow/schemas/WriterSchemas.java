package dev.winnow.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import org.apache.avro.Schema;

/**
 * Finds the schema a record was written with, and decides whose fault it is when there is none.
 *
 * <p>Only an answer of the registry that names the schema as missing condemns the record. A bare 404 does not: a wrong
 * base path or a proxy gives it too, and a whole topic would end in the dead letters.
 */
final class WriterSchemas {
    /** Error codes of the registry: subject, version and schema not found. */
    private static final int SUBJECT_NOT_FOUND = 40401;

    private static final int SCHEMA_NOT_FOUND = 40403;

    private final SchemaRegistryClient client;

    WriterSchemas(SchemaRegistryClient client) {
        this.client = client;
    }

    /**
     * @throws UnreadableRecordException when the registry knows no Avro schema by this id
     * @throws RegistryException when the registry did not say
     */
    Schema byId(int id) {
        try {
            ParsedSchema schema = client.getSchemaById(id);
            if (schema.rawSchema() instanceof Schema avro) {
                return avro;
            }
            throw new UnreadableRecordException("schema %d is %s, not Avro".formatted(id, schema.schemaType()));
        } catch (RestClientException e) {
            throw ofAnswer(id, e);
        } catch (UnreadableRecordException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw ofFailure(id, e);
        }
    }

    /** Whether the registry itself says that it has no such subject, version or schema. */
    static boolean saysMissing(RestClientException answer) {
        return answer.getErrorCode() >= SUBJECT_NOT_FOUND && answer.getErrorCode() <= SCHEMA_NOT_FOUND;
    }

    private static SchemaException ofAnswer(int id, RestClientException e) {
        if (saysMissing(e)) {
            return new UnreadableRecordException("the schema registry knows no schema " + id, e);
        }
        return new RegistryException(
                "the schema registry did not give schema %d: status %d, %s"
                        .formatted(id, e.getStatus(), e.getMessage()),
                e);
    }

    private static SchemaException ofFailure(int id, Exception e) {
        if (isNotAvro(e)) {
            return new UnreadableRecordException("schema %d of the registry is not an Avro schema".formatted(id), e);
        }
        return new RegistryException(
                "the schema registry cannot be reached for schema %d: %s: %s"
                        .formatted(id, e.getClass().getSimpleName(), e.getMessage()),
                e);
    }

    /**
     * Whether a schema arrived that is broken or of another type. The client has no exception of its own for that: it
     * throws a plain IOException or IllegalStateException, which only the message tells from a broken connection.
     */
    private static boolean isNotAvro(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null && cause.getMessage().startsWith("Invalid schema ")) {
                return true;
            }
        }
        return false;
    }
}
