package dev.winnow.ops.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Winnow.class.getPackage().getImplementationVersion();
        return new String[] {
            "winnow " + (version == null ? "(not packaged)" : version),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
