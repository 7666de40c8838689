package dev.winnow.ops.cli;

import dev.winnow.ops.management.ManagementClient;
import dev.winnow.ops.management.access.Tokens;
import dev.winnow.topology.config.ManagementConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** What every command has that asks running instances. */
final class InstanceOptions {

    @Option(
            names = "--instance",
            paramLabel = "URL",
            converter = Address.class,
            description = "Ask this instance, at its management.listen; may be repeated.")
    private List<URI> addresses = new ArrayList<>();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the token that instances want of those who read (default: that of the"
                    + " configuration).")
    private Path tokenFile;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** Reads {@code http://HOST:PORT}, {@code https://HOST} or {@code HOST:PORT}. */
    static final class Address implements ITypeConverter<URI> {
        @Override
        public URI convert(String text) {
            try {
                URI address = URI.create(text.contains("://") ? text : "http://" + text);
                if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                    return address;
                }
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(problem(text));
            }
            throw new TypeConversionException(problem(text));
        }

        private static String problem(String text) {
            return "'" + text + "' is no address such as http://127.0.0.1:9464";
        }
    }

    /** Those that were named, possibly none. */
    List<URI> addresses() {
        return List.copyOf(addresses);
    }

    /** Shows the token of the file, or else that of the configuration: instances of one fleet share it. */
    ManagementClient client(ManagementConfig config) {
        return new ManagementClient(tokenFile == null ? Tokens.toRead(config) : Optional.of(read(tokenFile)));
    }

    private String read(Path file) {
        try {
            String token = Files.readString(file).strip();
            if (token.isEmpty() || token.contains("\n")) {
                throw new ParameterException(spec.commandLine(), file + " must hold one line, the token");
            }
            return token;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the token: " + e, e);
        }
    }
}
