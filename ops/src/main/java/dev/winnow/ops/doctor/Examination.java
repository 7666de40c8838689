package dev.winnow.ops.doctor;

import dev.winnow.topology.config.WinnowConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the checks one after the other, each on a thread of its own: what hangs is left behind when its time is over, and
 * the next one is asked.
 */
public final class Examination {

    /** In the order of what depends on what. */
    private static final List<Check> ALL = List.of(
            new JavaCheck(),
            new CoresCheck(),
            new MemoryCheck(),
            new FoldersCheck(),
            new NativesCheck(),
            new BundlesCheck(),
            new ModelCheck(),
            new SettingsCheck(),
            new AddressesCheck(),
            new BrokerCheck(),
            new TopicsCheck(),
            new ReplicationCheck(),
            new PermissionsCheck(),
            new ClockCheck(),
            new InstancesCheck(),
            new RegistryCheck(),
            new ManagementCheck());

    private final List<Check> checks;

    /** Of everything. */
    public Examination() {
        this(ALL);
    }

    Examination(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Who wants to know how it goes. */
    public interface Observer {
        /** A check begins. */
        void begins(String check);

        /** It has ended. */
        void ended(CheckResult result);
    }

    /**
     * What came of one check.
     *
     * @param check its name
     * @param findings one at least
     */
    public record CheckResult(String check, List<Finding> findings) {

        public CheckResult {
            findings = List.copyOf(findings);
        }

        /** Whether those that need this check can be asked. */
        boolean succeeded() {
            return findings.stream().allMatch(f -> f.status() == Status.OK || f.status() == Status.WARNING);
        }
    }

    /** Looks at everything; the observer is told from the calling thread. */
    public List<CheckResult> of(WinnowConfig config, Observer observer) {
        List<CheckResult> results = new ArrayList<>();
        Set<String> failed = new HashSet<>();
        try (Setup setup = new Setup(config)) {
            for (Check check : checks) {
                observer.begins(check.name());
                CheckResult result = new CheckResult(check.name(), findings(check, setup, failed));
                if (!result.succeeded()) {
                    failed.add(check.name());
                }
                results.add(result);
                observer.ended(result);
            }
        }
        return results;
    }

    private static List<Finding> findings(Check check, Setup setup, Set<String> failed) {
        Optional<String> missing =
                check.needs().stream().filter(failed::contains).sorted().findFirst();
        return missing.map(name -> List.of(Finding.skipped("needs '" + name + "', see there")))
                .orElseGet(() -> ask(check, setup));
    }

    private static List<Finding> ask(Check check, Setup setup) {
        FutureTask<List<Finding>> answer = new FutureTask<>(() -> check.look(setup));
        Thread thread = new Thread(answer, "doctor-" + check.name());
        thread.setDaemon(true);
        thread.start();
        try {
            return answer.get(check.limit().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return List.of(Finding.problem(
                    "no answer within %d s".formatted(check.limit().toSeconds()), "--verbose shows what it waits for"));
        } catch (ExecutionException e) {
            return List.of(Complaints.finding(e.getCause(), setup));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
