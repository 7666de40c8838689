package dev.winnow.ops.config;

import java.util.List;
import java.util.Optional;

/**
 * A key set on the command line.
 *
 * @param flag the option as it is named in errors and origins, for instance {@code --input}
 * @param key the key it sets
 * @param text the value as it was written
 */
public record FlagValue(String flag, String key, String text) {

    /** Reads {@code KEY=VALUE}; the value may hold further equals signs. */
    public static FlagValue ofAssignment(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals <= 0) {
            throw new IllegalArgumentException(
                    "--set '" + assignment + "' must be KEY=VALUE, for instance --set batch.linger=50ms");
        }
        String key = assignment.substring(0, equals).trim();
        return new FlagValue("--set " + key, key, assignment.substring(equals + 1));
    }

    static Settings read(List<FlagValue> flags, Keys keys, List<Problem> problems) {
        Settings settings = new Settings();
        for (FlagValue flag : flags) {
            Origin origin = new Origin.Flag(flag.flag());
            Optional<Key> key = keys.find(flag.key());
            if (key.isPresent()) {
                settings.put(flag.key(), key.get().type(), flag.text(), origin, problems);
            } else if (keys.isSection(flag.key())) {
                problems.add(new Problem(origin, "'" + flag.key() + "' holds further keys; set one of those"));
            } else {
                problems.add(new Problem(origin, "unknown key '" + flag.key() + "'" + keys.question(flag.key())));
            }
        }
        return settings;
    }
}
