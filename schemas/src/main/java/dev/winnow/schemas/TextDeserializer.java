package dev.winnow.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads UTF-8 and nothing else. Kafka's own string deserializer puts a replacement character wherever bytes are no text, so
 * that a picture or an Avro record would be classified as if somebody had written it.
 */
public final class TextDeserializer implements Deserializer<Object> {

    /**
     * @return null for null, a tombstone
     * @throws UnreadableRecordException when the bytes are not UTF-8
     */
    @Override
    public Object deserialize(String topic, byte[] data) {
        if (data == null) {
            return null;
        }
        CharsetDecoder decoder = UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(data);
        CharBuffer text = CharBuffer.allocate(data.length);
        CoderResult result = decoder.decode(bytes, text, true);
        if (result.isError()) {
            throw new UnreadableRecordException(
                    "not UTF-8 text: byte %d begins no character".formatted(bytes.position()));
        }
        return text.flip().toString();
    }
}
