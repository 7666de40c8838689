package dev.winnow.ops.knob;

import dev.winnow.ops.management.KnobAnswer;
import dev.winnow.ops.management.ManagementClient;
import dev.winnow.ops.management.NoAnswerException;
import java.net.URI;
import java.util.List;

/** Running instances, asked over HTTP what their knobs do. */
public final class Instances {
    private final ManagementClient client;
    private final List<URI> addresses;

    /**
     * Nobody is asked yet.
     *
     * @param addresses those of {@code management.listen}, for instance {@code http://127.0.0.1:9464}
     */
    public Instances(ManagementClient client, List<URI> addresses) {
        this.client = client;
        this.addresses = List.copyOf(addresses);
    }

    /**
     * What one of them said.
     *
     * @param instance its address
     * @param answer null where it has none
     * @param problem why it has none; null where it has one
     */
    public record Said(String instance, KnobAnswer answer, String problem) {}

    /** Asks all of them. */
    public List<Said> ask() {
        return addresses.stream().map(this::ask).toList();
    }

    private Said ask(URI address) {
        try {
            return new Said(address.toString(), client.knobs(address), null);
        } catch (NoAnswerException e) {
            return new Said(address.toString(), null, e.getMessage());
        }
    }
}
