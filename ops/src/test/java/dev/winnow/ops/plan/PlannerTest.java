package dev.winnow.ops.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.winnow.ops.simulate.CostCurve;
import dev.winnow.ops.simulate.DocumentLengths;
import dev.winnow.ops.simulate.SimulationResult;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlannerTest {

    private static final DocumentLengths LENGTHS = DocumentLengths.constant(30);

    private static InstanceModel model(double millis, int workers, Duration objective, double peak, int spare) {
        return new InstanceModel(DocumentCost.of(millis, LENGTHS), workers, new Target(objective, peak, spare), 1);
    }

    /** The utilisation law (Denning and Buzen, 1978): U = X · S, however the documents come. */
    @ParameterizedTest
    @CsvSource({"100, 1", "200, 1", "300, 2"})
    void shouldBusyTheSimulatedCoresAsTheUtilisationLawSays(double rate, int workers) {
        // Given: 4 ms a document, bursts of twice the rate for 2 s in 15
        InstanceModel model = model(4, workers, Duration.ofSeconds(2), 2, 0);

        // When
        SimulationResult result = model.simulate(rate, 7);

        // Then
        double busy = result.engineSeconds() / result.seconds() / workers;
        assertThat(busy).isCloseTo(rate * 17 / 15 * 0.004 / workers, withinPercentage(3));
    }

    /** What the stream takes beside the engine runs on the same cores. */
    @Test
    void shouldCountTheStreamToTheCapacity() {
        // Given: 1,500 tokens in 100 + 1,500 · 0.1 = 250 ms are 50 documents: 5 ms each
        DocumentCost cost = new DocumentCost(new CostCurve(0.1, 0.0001), LENGTHS, 1);
        InstanceModel model = new InstanceModel(cost, 2, new Target(Duration.ofSeconds(2), 1, 0), 1);

        // When
        SimulationResult result = model.simulate(250, 7);

        // Then
        assertThat(model.capacity()).isCloseTo(2 / 0.006, within(1e-6));
        assertThat(result.engineSeconds() / result.seconds() / 2).isBetween(250 * 0.006 / 2, 1.0);
    }

    /**
     * A fluid of rate 3 u comes for 2 s and is served at 1: its last drop waits (3 u − 1) · 2 s, and then for a commit of at most a
     * second of work and half a second of everything else.
     */
    @Test
    void shouldLoadAnInstanceAsABurstAllows() {
        // Given
        InstanceModel model = model(2, 2, Duration.ofSeconds(3), 3, 0);

        // When
        double utilisation = model.utilisation(model.limit().orElseThrow());

        // Then
        assertThat(utilisation).isBetween((1 + 1.5 / 2) / 3, (1 + 2.8 / 2) / 3);
    }

    /** The formula stands beside the simulator in every plan: it must tell the order of things. */
    @ParameterizedTest
    @CsvSource({"0.5, 3", "0.6, 3", "0.6, 2", "0.7, 2"})
    void shouldAgreeWithTheSimulatorWhereBurstsQueue(double utilisation, double peak) {
        // Given
        InstanceModel model = model(1, 2, Duration.ofSeconds(3), peak, 0);
        double rate = utilisation * model.capacity();

        // When
        double simulated = model.simulate(rate, 3).p99AgeSeconds();

        // Then
        assertThat(model.expectedP99(rate)).isBetween(0.75 * simulated, 1.4 * simulated);
    }

    @Test
    void shouldHoldNothingThatACommitAloneMisses() {
        assertThat(model(2, 2, Duration.ofMillis(50), 2, 0).limit()).isEmpty();
    }

    @Test
    void shouldBuyEnoughForALoad() {
        // Given: an instance holds 400 of the 1,000 documents a second that it can compute
        InstanceModel model = model(2, 2, Duration.ofSeconds(1), 2, 1);
        Planner planner = new Planner(model, new InstanceSize(2, 1_024), new RecordSizes(188, 88), 400);

        // When
        Plan plan = planner.plan(10_000, false);

        // Then: of 26 instances with 26 · 16 partitions one may go, and then one has 17 of 416, 409 documents a second:
        // one more it is
        assertThat(plan.leastCores()).isCloseTo(20, within(1e-9));
        assertThat(plan.instances()).isEqualTo(26 + 1);
        assertThat(plan.cores()).isEqualTo(54);
        assertThat(plan.memoryGiB()).isEqualTo(27);
        assertThat(plan.partitions()).isEqualTo(27 * 16);
        assertThat(plan.utilisation()).isCloseTo(10 * 17 / 432.0, within(1e-9));
        assertThat(plan.commitsPerSecond()).isEqualTo(27 * 2 * 5);
        assertThat(plan.brokerMegabytesPerSecond()).isCloseTo(10_000 * 300 * 3 / 1e6, within(1e-9));
        assertThat(planner.carriedBy(54)).isCloseTo(400 * 432 / 17.0, within(1e-6));
        assertThat(planner.carriedBy(52)).isLessThan(10_000);
        assertThat(planner.carriedBy(2)).isZero();
    }

    @Test
    void shouldFindTheWorstOfManyInstances() {
        // Given
        InstanceModel model = model(2, 2, Duration.ofSeconds(1), 2, 0);
        Planner planner = new Planner(model, new InstanceSize(2, 1_024), new RecordSizes(188, 88), 550);

        // When
        Plan one = planner.plan(550 * 8, false);
        Plan each = planner.plan(550 * 8, true);

        // Then
        assertThat(one.worstP99Seconds()).isEqualTo(one.simulatedP99Seconds());
        assertThat(each.worstP99Seconds()).isGreaterThan(each.simulatedP99Seconds());
        assertThat(each.simulatedP99Seconds()).isCloseTo(one.simulatedP99Seconds(), withinPercentage(20));
    }
}
