package dev.winnow.ops.topics;

import dev.winnow.ops.broker.ClientSettings;
import dev.winnow.topology.config.PipelineConfig;
import dev.winnow.topology.config.WinnowConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Looks at the topics of a configuration and creates what is missing. Topics that are there are never changed: others may use
 * them.
 *
 * @param config whose topics
 * @param wanted what new topics get
 */
public record TopicSetup(WinnowConfig config, Wanted wanted) {

    /** Kafka's own default of max.message.bytes. */
    private static final int USUAL_BYTES = 1_048_588;

    /** Room for the headers of a dead letter, so that a record of the largest size keeps its value. */
    private static final int LETTER_HEADERS_BYTES = 16 * 1024;

    private static final Duration LETTER_RETENTION = Duration.ofDays(30);

    /** What to do about a topic that is missing. */
    public enum Missing {
        /** Create it. */
        CREATE,
        /** Say that it would be created. */
        PLAN,
        /** Say that it is missing. */
        REPORT
    }

    /**
     * What new topics get.
     *
     * @param partitions of inputs that are created and of the dead letters; an output has as many as its input, the
     *     control topic one
     * @param replicationFactor empty for the broker's default
     * @param missing what to do
     */
    public record Wanted(int partitions, Optional<Short> replicationFactor, Missing missing) {}

    /** Does it, and says what became of each topic: inputs and outputs in the order of the pipelines, then the others. */
    public List<TopicStatus> run() {
        try (Admin admin = Admin.create(ClientSettings.of(config).getAdminConfigs("winnow-topics"))) {
            return run(new TopicCatalogue(admin));
        }
    }

    private List<TopicStatus> run(TopicCatalogue catalogue) {
        Map<String, TopicFacts> facts = catalogue.facts(names());
        Set<String> created = createInputs(facts, catalogue);
        int largest = config.pipelines().stream()
                .mapToInt(pipeline -> maxBytes(facts.get(pipeline.input())))
                .max()
                .orElse(USUAL_BYTES);
        List<TopicStatus> statuses = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (PipelineConfig pipeline : config.pipelines()) {
            TopicFacts input = facts.getOrDefault(pipeline.input(), planned(USUAL_BYTES, wanted.partitions()));
            TopicRules rules = new TopicRules(input.partitions(), input.maxBytes());
            if (seen.add(pipeline.input())) {
                statuses.add(
                        created.contains(pipeline.input())
                                ? status(pipeline.input(), TopicRole.INPUT, "created", input, List.of(), List.of())
                                : settle(pipeline.input(), TopicRole.INPUT, facts, input, rules, catalogue));
            }
            if (seen.add(pipeline.output())) {
                TopicFacts output = planned(input.maxBytes(), input.partitions());
                statuses.add(settle(pipeline.output(), TopicRole.OUTPUT, facts, output, rules, catalogue));
            }
            facts.putIfAbsent(pipeline.output(), planned(input.maxBytes(), input.partitions()));
        }
        TopicFacts letters = planned(largest + LETTER_HEADERS_BYTES, wanted.partitions());
        String topic = config.deadLetters().topic();
        TopicRules others = new TopicRules(0, largest);
        statuses.add(settle(topic, TopicRole.DEAD_LETTERS, facts, letters, others, catalogue));
        if (config.overload().sheds()) {
            statuses.add(settle(config.overload().topic(), TopicRole.OVERFLOW, facts, letters, others, catalogue));
        }
        config.control()
                .used()
                .ifPresent(control -> statuses.add(
                        settle(control, TopicRole.CONTROL, facts, planned(USUAL_BYTES, 1), others, catalogue)));
        return statuses;
    }

    /**
     * First of all, and looked at again: what records a new input takes is the broker's to say ({@code message.max.bytes}),
     * and the other topics must take as large ones.
     */
    private Set<String> createInputs(Map<String, TopicFacts> facts, TopicCatalogue catalogue) {
        Set<String> created = new LinkedHashSet<>();
        if (wanted.missing() == Missing.CREATE) {
            TopicFacts planned = planned(USUAL_BYTES, wanted.partitions());
            config.pipelines().stream()
                    .map(PipelineConfig::input)
                    .filter(input -> !facts.containsKey(input))
                    .forEach(input -> {
                        catalogue.create(newTopic(input, TopicRole.INPUT, planned));
                        created.add(input);
                    });
            facts.putAll(catalogue.facts(created));
        }
        return created;
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (PipelineConfig pipeline : config.pipelines()) {
            names.add(pipeline.input());
            names.add(pipeline.output());
        }
        names.add(config.deadLetters().topic());
        if (config.overload().sheds()) {
            names.add(config.overload().topic());
        }
        config.control().used().ifPresent(names::add);
        return names;
    }

    private static int maxBytes(TopicFacts facts) {
        return facts == null ? USUAL_BYTES : facts.maxBytes();
    }

    private static TopicFacts planned(int maxBytes, int partitions) {
        return new TopicFacts(partitions, maxBytes, false, true, LETTER_RETENTION.toMillis());
    }

    private TopicStatus settle(
            String topic,
            TopicRole role,
            Map<String, TopicFacts> facts,
            TopicFacts planned,
            TopicRules rules,
            TopicCatalogue catalogue) {
        TopicFacts found = facts.get(topic);
        if (found != null) {
            return status(topic, role, "present", found, rules.problems(role, found), rules.remarks(role, found));
        }
        return switch (wanted.missing()) {
            case CREATE -> {
                catalogue.create(newTopic(topic, role, planned));
                yield status(topic, role, "created", planned, List.of(), List.of());
            }
            case PLAN -> status(topic, role, "planned", planned, List.of(), List.of());
            case REPORT ->
                status(
                        topic,
                        role,
                        "missing",
                        planned,
                        List.of("it is missing; 'winnow topics' creates it"),
                        List.of());
        };
    }

    private NewTopic newTopic(String topic, TopicRole role, TopicFacts planned) {
        Map<String, String> settings = new HashMap<>();
        if (planned.maxBytes() != USUAL_BYTES) {
            settings.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(planned.maxBytes()));
        }
        if (role == TopicRole.DEAD_LETTERS || role == TopicRole.OVERFLOW) {
            settings.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(planned.retentionMillis()));
        }
        if (role == TopicRole.CONTROL) {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        }
        return new NewTopic(topic, Optional.of(planned.partitions()), wanted.replicationFactor()).configs(settings);
    }

    private static TopicStatus status(
            String topic, TopicRole role, String state, TopicFacts facts, List<String> problems, List<String> remarks) {
        return new TopicStatus(topic, role.label(), state, facts.partitions(), problems, remarks);
    }
}
