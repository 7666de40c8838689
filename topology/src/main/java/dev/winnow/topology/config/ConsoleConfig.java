package dev.winnow.topology.config;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * The live page of a process.
 *
 * @param enabled whether there is one, at {@code /console} of {@code management.listen}
 * @param texts whether it shows texts of documents to those who may see them
 * @param instances addresses of other instances to be asked how they are, with commas between them; empty for none
 */
public record ConsoleConfig(boolean enabled, boolean texts, String instances) {

    /** More would be no page that anybody reads. */
    private static final int MOST_INSTANCES = 64;

    public ConsoleConfig {
        List<String> addresses = split(instances);
        addresses.forEach(ConsoleConfig::check);
        if (addresses.size() > MOST_INSTANCES) {
            throw new IllegalArgumentException(
                    "instances names %d; %d are the most".formatted(addresses.size(), MOST_INSTANCES));
        }
    }

    private static List<String> split(String instances) {
        return Arrays.stream(instances.split(",", -1))
                .map(String::strip)
                .filter(address -> !address.isEmpty())
                .toList();
    }

    private static void check(String address) {
        if (!address.matches("https?://(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(:\\d{1,5})?/?")) {
            throw new IllegalArgumentException(
                    "instances: '" + address + "' is no address such as http://10.0.0.7:9464");
        }
    }

    public static ConsoleConfig defaults() {
        return new ConsoleConfig(false, false, "");
    }

    /** The same as {@code instances}. */
    public List<URI> addresses() {
        return split(instances).stream().map(URI::create).toList();
    }
}
