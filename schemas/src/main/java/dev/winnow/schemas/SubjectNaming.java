package dev.winnow.schemas;

import io.confluent.kafka.serializers.subject.RecordNameStrategy;
import io.confluent.kafka.serializers.subject.TopicNameStrategy;
import io.confluent.kafka.serializers.subject.TopicRecordNameStrategy;
import io.confluent.kafka.serializers.subject.strategy.SubjectNameStrategy;

/** What the registry's subject of an output schema is called. */
public enum SubjectNaming {
    /** {@code TOPIC-value}: one schema for each topic. */
    TOPIC_NAME(TopicNameStrategy.class),
    /** The full name of the record, whatever the topic. */
    RECORD_NAME(RecordNameStrategy.class),
    /** {@code TOPIC-} and the full name of the record. */
    TOPIC_RECORD_NAME(TopicRecordNameStrategy.class);

    private final Class<? extends SubjectNameStrategy> strategy;

    SubjectNaming(Class<? extends SubjectNameStrategy> strategy) {
        this.strategy = strategy;
    }

    /** The class as the client wants to be told. */
    public String strategyClass() {
        return strategy.getName();
    }
}
