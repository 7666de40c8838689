package dev.winnow.ops.topics;

import java.util.List;

/**
 * What became of a topic.
 *
 * @param topic its name
 * @param role label of what it is to the stream
 * @param state {@code present}, {@code created}, {@code missing}, or {@code planned} where nothing was to be changed
 * @param partitions how many it has or would have
 * @param problems what the stream would stumble over
 * @param remarks what may be meant so
 */
public record TopicStatus(
        String topic, String role, String state, int partitions, List<String> problems, List<String> remarks) {

    public TopicStatus {
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }
}
