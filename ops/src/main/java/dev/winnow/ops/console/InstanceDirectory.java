package dev.winnow.ops.console;

import dev.winnow.ops.management.ManagementClient;
import dev.winnow.ops.management.access.Tokens;
import dev.winnow.topology.config.WinnowConfig;
import java.time.Duration;
import java.util.List;

/** Who shares the work: as the broker knows them, and as those say themselves whose address is configured. */
final class InstanceDirectory implements AutoCloseable {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final String id;
    private final BrokerQuestions broker;
    private final Group group;
    private final Peers peers;
    private final CachedAnswer<Listing> listing = new CachedAnswer<>(FRESH);

    /**
     * The instances of the group.
     *
     * @param group its id
     * @param members what the broker says; null where it does not
     * @param problem why it does not; null where it does
     * @param peers what those say whose address is configured
     */
    record Listing(String group, List<Group.Instance> members, String problem, List<Peers.Peer> peers) {}

    InstanceDirectory(WinnowConfig config, BrokerQuestions broker) {
        this.id = config.application().id();
        this.broker = broker;
        this.group = new Group(config);
        this.peers = new Peers(
                new ManagementClient(Tokens.toRead(config.management())),
                config.console().addresses());
    }

    /**
     * As of this moment, or of two seconds ago.
     *
     * @throws BrokerQuestions.UnansweredException when another page asks and there is no answer yet
     */
    Listing listing() {
        return listing.get(() -> {
            List<Peers.Peer> said = peers.ask();
            try {
                return new Listing(id, broker.run(group::instances), null, said);
            } catch (BrokerQuestions.UnansweredException e) {
                return new Listing(id, null, e.getMessage(), said);
            }
        });
    }

    @Override
    public void close() {
        peers.close();
        group.close();
    }
}
