package dev.winnow.ops.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the dead-letter topic, as somebody reads it who wants to know what happened. */
record DeadLetter(ConsumerRecord<byte[], byte[]> record) {

    byte[] value() {
        return record.value();
    }

    String key() {
        return new String(record.key(), UTF_8);
    }

    String stage() {
        return header("winnow.stage");
    }

    String error() {
        return header("winnow.error");
    }

    /** Topic, partition and offset of the record that failed. */
    String source() {
        return header("winnow.topic") + "-" + header("winnow.partition") + "@" + header("winnow.offset");
    }

    /** The last header of this name as text; null where there is none. */
    String header(String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }
}
