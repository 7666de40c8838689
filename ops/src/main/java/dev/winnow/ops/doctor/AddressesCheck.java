package dev.winnow.ops.doctor;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether anybody listens at the addresses of the broker: Kafka's client alone would say no more than that time is up. */
final class AddressesCheck implements Check {

    @Override
    public String name() {
        return "addresses";
    }

    @Override
    public Set<String> needs() {
        return Set.of("settings");
    }

    @Override
    public List<Finding> look(Setup setup) {
        List<Address> addresses = Address.list(setup.bootstrapServers());
        if (addresses.isEmpty()) {
            return List.of(Finding.problem(
                    "kafka.bootstrap.servers '%s' names no HOST:PORT".formatted(setup.bootstrapServers()),
                    "set it, or use --bootstrap-servers HOST:PORT"));
        }
        List<String> troubles = Address.troubles(addresses);
        String all = addresses.stream().map(Address::toString).collect(Collectors.joining(", "));
        if (troubles.isEmpty()) {
            return List.of(Finding.ok("connected to " + all));
        }
        String fix = "check kafka.bootstrap.servers, that the broker runs, and the network between here and there";
        return List.of(
                troubles.size() < addresses.size()
                        ? Finding.warning(String.join("; ", troubles), fix)
                        : Finding.problem(String.join("; ", troubles), fix));
    }
}
