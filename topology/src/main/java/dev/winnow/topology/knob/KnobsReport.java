package dev.winnow.topology.knob;

import java.util.List;

/**
 * What a process says of its knobs.
 *
 * @param controlTopic whether policies arrive
 * @param knobs one for each bundle
 */
public record KnobsReport(ControlTopicState controlTopic, List<KnobStatus> knobs) {

    public KnobsReport {
        knobs = List.copyOf(knobs);
    }
}
