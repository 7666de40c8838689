package dev.winnow.ops.doctor;

import dev.winnow.ops.management.HealthReport;
import dev.winnow.ops.management.ManagementClient;
import dev.winnow.ops.management.NoAnswerException;
import dev.winnow.ops.management.access.Guard;
import dev.winnow.ops.management.access.Tokens;
import dev.winnow.topology.config.ManagementConfig;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the management port can be listened at, and who may ask there. */
final class ManagementCheck implements Check {

    @Override
    public String name() {
        return "management";
    }

    @Override
    public List<Finding> look(Setup setup) throws IOException {
        ManagementConfig management = setup.config().management();
        if (management.address().isEmpty()) {
            return List.of(Finding.warning(
                    "nobody can ask a running process how it is",
                    "set management.listen, for instance to 127.0.0.1:9464"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(port(management, management.address().get()));
        findings.addAll(tokens(management));
        return findings;
    }

    private static Finding port(ManagementConfig management, ManagementConfig.Address address) throws IOException {
        String host = address.host().replaceAll("[\\[\\]]", "");
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), address.port()));
            return Finding.ok(management.listen() + " is free");
        } catch (BindException e) {
            return isWinnow(address)
                    ? Finding.ok("a running winnow answers at " + management.listen())
                    : Finding.problem(
                            "%s cannot be listened at: %s".formatted(management.listen(), e.getMessage()),
                            "end the process that has the port, or set another one: management.listen");
        }
    }

    /** An instance that runs already is no reason to be alarmed: its doctor reads the same configuration. */
    private static boolean isWinnow(ManagementConfig.Address address) {
        try {
            HealthReport report = new ManagementClient(Optional.empty()).readiness(ManagementClient.local(address));
            return report != null && report.state() != null;
        } catch (NoAnswerException e) {
            return false;
        }
    }

    private static List<Finding> tokens(ManagementConfig management) {
        try {
            Tokens tokens = Tokens.of(management);
            return Guard.isExposed(management) ? missing(tokens) : List.of();
        } catch (IllegalStateException e) {
            return List.of(Finding.problem(
                    e.getMessage(), "make each token by itself: openssl rand -base64 24; see docs/SECURITY.md"));
        }
    }

    private static List<Finding> missing(Tokens tokens) {
        List<Finding> findings = new ArrayList<>();
        if (!tokens.hasOperate()) {
            findings.add(Finding.warning(
                    "changes are off: others can reach it, and there is no token for them",
                    "set management.operate-token, or listen on loopback"));
        }
        if (!tokens.hasRead()) {
            findings.add(Finding.warning(
                    "figures are open to whoever reaches the port",
                    "set management.read-token, or listen on loopback"));
        }
        return findings;
    }
}
