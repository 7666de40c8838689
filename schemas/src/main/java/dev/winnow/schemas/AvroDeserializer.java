package dev.winnow.schemas;

import io.confluent.kafka.schemaregistry.utils.BoundedConcurrentHashMap;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads the Confluent wire format: a zero, the schema's id in four bytes, Avro.
 *
 * <p>Maintainers: the Confluent deserializer is not used because it asks the registry and decodes in one call and wraps
 * both failures alike: a truncated record and a closed connection are both a SerializationException over an
 * EOFException. Here the schema comes first, so that whatever fails afterwards is the record's own fault. It also
 * leaves bytes after the value unnoticed and believes every length that it reads; see {@link BoundedDecoder}.
 */
final class AvroDeserializer<T> implements Deserializer<T> {
    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 1 + Integer.BYTES;

    private final Function<Schema, Decoding<T>> decodings;
    private final WriterSchemas writerSchemas;
    private final Map<Integer, Decoding<T>> known;

    AvroDeserializer(Function<Schema, Decoding<T>> decodings, WriterSchemas writerSchemas, int cacheSize) {
        this.decodings = decodings;
        this.writerSchemas = writerSchemas;
        this.known = new BoundedConcurrentHashMap<>(cacheSize);
    }

    /**
     * @return null for null, a tombstone
     * @throws UnreadableRecordException when these bytes can never be read
     * @throws RegistryException when the registry was needed and did not help
     */
    @Override
    public T deserialize(String topic, byte[] data) {
        return data == null ? null : decode(data, decodingOf(schemaId(data)));
    }

    private static int schemaId(byte[] data) {
        if (data.length < HEADER_BYTES) {
            throw new UnreadableRecordException(
                    "%d bytes are too few: magic byte and schema id take %d".formatted(data.length, HEADER_BYTES));
        }
        if (data[0] != MAGIC) {
            throw new UnreadableRecordException(
                    "the first byte is 0x%02x instead of 0x00: not written with a schema registry".formatted(data[0]));
        }
        int id = ByteBuffer.wrap(data).getInt(1);
        if (id < 0) {
            // Registries count from one. Asked for such an address they may say no more than "not found", as a wrong
            // base
            // path would, and the record would be tried again without end.
            throw new UnreadableRecordException("%d is no schema id: not written with a schema registry".formatted(id));
        }
        return id;
    }

    private Decoding<T> decodingOf(int schemaId) {
        Decoding<T> cached = known.get(schemaId);
        if (cached != null) {
            return cached;
        }
        Decoding<T> decoding = decodings.apply(writerSchemas.byId(schemaId));
        known.put(schemaId, decoding);
        return decoding;
    }

    private T decode(byte[] data, Decoding<T> decoding) {
        int length = data.length - HEADER_BYTES;
        BinaryDecoder binary = DecoderFactory.get().binaryDecoder(data, HEADER_BYTES, length, null);
        try {
            T value = decoding.step().decode(new BoundedDecoder(binary, length));
            if (!binary.isEnd()) {
                throw new UnreadableRecordException("bytes are left after the end of the Avro value");
            }
            return value;
        } catch (EOFException e) {
            throw new UnreadableRecordException("the Avro value is cut off: %d bytes".formatted(length), e);
        } catch (UnreadableRecordException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableRecordException(
                    "not a %s in Avro: %s".formatted(decoding.expected(), e.getMessage()), e);
        }
    }
}
