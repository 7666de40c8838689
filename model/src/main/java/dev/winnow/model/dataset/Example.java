package dev.winnow.model.dataset;

import java.util.List;

/**
 * One labelled document.
 *
 * @param id name of the document; the line number where the file has none
 * @param text what is classified; never blank
 * @param label its class; never blank
 * @param rationale what people marked as the reason for the label, as the data set puts them together, usually by majority;
 *     empty where nobody marked anything, or nobody was asked
 * @param rationaleAny what at least one annotator marked
 */
public record Example(String id, String text, String label, List<Span> rationale, List<Span> rationaleAny) {
    public Example {
        rationale = List.copyOf(rationale);
        rationaleAny = List.copyOf(rationaleAny);
    }

    /** A document without rationales. */
    public Example(String id, String text, String label) {
        this(id, text, label, List.of(), List.of());
    }
}
