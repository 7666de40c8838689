package dev.winnow.topology.deadletter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of the last records of a pipeline: an answer, or a dead letter of some stage. */
final class DecisionWindow {

    private final int capacity;
    private final Deque<Optional<Stage>> decisions = new ArrayDeque<>();
    private final Map<Stage, Integer> deadLetters = new EnumMap<>(Stage.class);

    DecisionWindow(int capacity) {
        this.capacity = capacity;
    }

    void addAnswer() {
        add(Optional.empty());
    }

    void addDeadLetter(Stage stage) {
        add(Optional.of(stage));
        deadLetters.merge(stage, 1, Integer::sum);
    }

    private void add(Optional<Stage> decision) {
        if (decisions.size() == capacity) {
            decisions.remove().ifPresent(stage -> deadLetters.merge(stage, -1, Integer::sum));
        }
        decisions.add(decision);
    }

    void clear() {
        decisions.clear();
        deadLetters.clear();
    }

    int decisions() {
        return decisions.size();
    }

    int deadLetters() {
        return deadLetters.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** For people: {@code 501 of the last 1000 records (infer 498, write 3)}. */
    @Override
    public String toString() {
        String stages = deadLetters.entrySet().stream()
                .filter(stage -> stage.getValue() > 0)
                .map(stage -> stage.getKey().label() + " " + stage.getValue())
                .collect(Collectors.joining(", "));
        return "%d of the last %d records (%s)".formatted(deadLetters(), decisions(), stages);
    }
}
