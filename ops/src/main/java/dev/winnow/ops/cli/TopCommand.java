package dev.winnow.ops.cli;

import dev.winnow.ops.management.ManagementClient;
import dev.winnow.ops.terminal.Terminal;
import dev.winnow.ops.top.Fleet;
import dev.winnow.ops.top.Snapshot;
import dev.winnow.ops.top.TopLoop;
import dev.winnow.ops.top.TopScreen;
import dev.winnow.topology.config.ManagementConfig;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow top}. */
@Command(
        name = "top",
        description =
                "Shows what instances do, all on one screen, the one in most trouble first: throughput, backlog, age,"
                        + " offset and quality of each bundle. Asks management.listen of each, changes nothing, and needs no"
                        + " broker. Without a terminal it prints what it sees once.",
        footer = {
            "  winnow top                               the instance at management.listen of winnow.yaml",
            "  winnow top --instance 10.0.0.7:9464 --instance 10.0.0.8:9464 --token-file token",
            "  winnow top --instance https://winnow.example.org --once",
            "  winnow top --json | jq .instances        for programs, an object a second"
        })
final class TopCommand implements Callable<Integer> {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final URI DEFAULT = URI.create("http://127.0.0.1:9464");

    @Mixin
    private ConnectionOptions options;

    @Mixin
    private InstanceOptions instances;

    @Option(names = "--once", description = "Print what there is now, and end.")
    private boolean once;

    @Option(names = "--json", description = "One JSON object a second, on a line each.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Terminal terminal;

    TopCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Logs.showWarningsOnly();
        try (Fleet fleet = fleet()) {
            if (json) {
                printJson(fleet);
            } else if (once || !terminal.interactive() || "dumb".equals(System.getenv("TERM"))) {
                print(lookTwice(fleet));
            } else {
                new TopLoop(fleet, new TopScreen(terminal.colours())).run(EVERY);
            }
        }
        return 0;
    }

    /** Those that were named, else the one of the configuration. */
    private Fleet fleet() {
        ManagementConfig config = options.load().value().management();
        List<URI> addresses = instances.addresses().isEmpty() ? List.of(own(config)) : instances.addresses();
        return new Fleet(addresses, instances.client(config), InstantSource.system());
    }

    private static URI own(ManagementConfig config) {
        return config.address()
                .filter(listen -> listen.port() != 0)
                .map(ManagementClient::local)
                .orElse(DEFAULT);
    }

    /** What the metrics say is about the time between two looks. */
    private Snapshot lookTwice(Fleet fleet) {
        fleet.ask();
        LockSupport.parkNanos(EVERY.toNanos());
        return fleet.ask();
    }

    private void printJson(Fleet fleet) {
        PrintWriter out = spec.commandLine().getOut();
        Snapshot seen = once ? lookTwice(fleet) : fleet.ask();
        while (true) {
            out.println(Json.line(seen));
            if (once || out.checkError()) {
                return;
            }
            LockSupport.parkNanos(EVERY.toNanos());
            seen = fleet.ask();
        }
    }

    private void print(Snapshot seen) {
        PrintWriter out = spec.commandLine().getOut();
        new TopScreen(false).plain(seen).forEach(out::println);
        out.flush();
    }
}
