package dev.winnow.ops.doctor;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The version of Java, and the options that the launcher gives it. */
final class JavaCheck implements Check {
    private static final String FIX =
            "start with ./winnow, or give Java the options of ops/java.options: java @ops/java.options";

    @Override
    public String name() {
        return "java";
    }

    @Override
    public List<Finding> look(Setup setup) {
        List<Finding> findings = new ArrayList<>();
        String version = Runtime.version().toString();
        HotSpotDiagnosticMXBean hotSpot = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (hotSpot == null) {
            return List.of(Finding.warning(
                    "Java %s is no HotSpot; Winnow has not been run on it".formatted(version),
                    "use an OpenJDK 17 or newer"));
        }
        if (!flag(hotSpot, "ExitOnOutOfMemoryError")) {
            findings.add(Finding.warning("a process that has run out of heap would go on half dead", FIX));
        }
        if (!flag(hotSpot, "UseSerialGC")) {
            findings.add(Finding.warning("the garbage collector's threads compete with the engine's", FIX));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok("%s, with the options of the launcher".formatted(version)));
        }
        return findings;
    }

    private static boolean flag(HotSpotDiagnosticMXBean hotSpot, String name) {
        return Boolean.parseBoolean(hotSpot.getVMOption(name).getValue());
    }
}
