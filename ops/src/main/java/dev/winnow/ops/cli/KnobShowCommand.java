package dev.winnow.ops.cli;

import dev.winnow.ops.knob.Instances;
import dev.winnow.ops.knob.PolicyEntry;
import dev.winnow.ops.knob.PolicyTopic;
import dev.winnow.topology.config.WinnowConfig;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code winnow knob show}. */
@Command(
        name = "show",
        description = "Shows the policies of all bundles, and what instances do.",
        footer = {
            "  winnow knob show --config production.yaml",
            "  winnow knob show --instance http://10.0.0.7:9464 --instance http://10.0.0.8:9464",
            "  winnow knob show --json                  for programs"
        })
final class KnobShowCommand implements Callable<Integer> {

    @Mixin
    private ConnectionOptions options;

    @Mixin
    private InstanceOptions instances;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /**
     * What {@code --json} prints.
     *
     * @param topic the control topic
     * @param policies of the bundles that have one
     * @param instances what they say
     */
    record Shown(String topic, List<KnobLines.PolicyLine> policies, List<Instances.Said> instances) {}

    @Override
    public Integer call() {
        Logs.showWarningsOnly();
        WinnowConfig config = options.load().value();
        try (PolicyTopic topic = PolicyTopic.open(config)) {
            List<PolicyEntry> entries = topic.entries();
            List<Instances.Said> said =
                    new Instances(instances.client(config.management()), instances.addresses()).ask();
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(Json.line(new Shown(
                        topic.name(),
                        entries.stream().map(KnobLines.PolicyLine::of).toList(),
                        said)));
            } else {
                if (entries.isEmpty()) {
                    out.println("no policies; the configured offsets hold");
                }
                entries.forEach(entry -> KnobLines.of(entry).forEach(out::println));
                said.forEach(one -> KnobLines.of(one).forEach(out::println));
            }
            out.flush();
            return said.stream().allMatch(one -> one.problem() == null) ? 0 : 1;
        }
    }
}
