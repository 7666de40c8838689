package dev.winnow.model.dataset;

import java.util.List;
import java.util.Map;

/**
 * One labelled document.
 *
 * @param id name of the document; the line number where the file has none
 * @param text what is classified; never blank
 * @param label its class; never blank
 * @param rationale what people marked as the reason for the label, as the data set puts them together, usually by majority;
 *     empty where nobody marked anything, or nobody was asked
 * @param rationaleAny what at least one annotator marked
 * @param votes how many annotators gave each label, where the data set tells; the label itself is then their majority
 */
public record Example(
        String id,
        String text,
        String label,
        List<Span> rationale,
        List<Span> rationaleAny,
        Map<String, Integer> votes) {
    public Example {
        rationale = List.copyOf(rationale);
        rationaleAny = List.copyOf(rationaleAny);
        votes = Map.copyOf(votes);
    }

    /** A document without rationales and votes. */
    public Example(String id, String text, String label) {
        this(id, text, label, List.of(), List.of(), Map.of());
    }
}
