package dev.winnow.model.training.stages;

import java.util.Map;
import java.util.TreeMap;

/**
 * A stage that has ended.
 *
 * @param settings by the names of the command line
 * @param report what it did
 */
public record StageRecord(Map<String, String> settings, StageReport report) {
    public StageRecord {
        settings = new TreeMap<>(settings);
    }
}
