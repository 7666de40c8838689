package dev.winnow.ops.cli;

import dev.winnow.ops.management.ManagementClient;
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
            description = "File with the token that instances want of those who read (default: the variable"
                    + " WINNOW_MANAGEMENT_READ_TOKEN, if it is set).")
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

    /** For those that were named: the token of a configuration is nothing that any address should get. */
    ManagementClient client() {
        return new ManagementClient(
                tokenFile == null
                        ? Optional.ofNullable(System.getenv("WINNOW_MANAGEMENT_READ_TOKEN"))
                                .filter(token -> !token.isBlank())
                        : Optional.of(read(tokenFile)));
    }

    /** For the instance of this configuration, which says its token itself. */
    ManagementClient client(ManagementConfig own) {
        if (tokenFile != null
                || (own.readToken().isEmpty() && own.readTokenFile().isEmpty())) {
            return client();
        }
        return new ManagementClient(
                Optional.of(own.readToken().isEmpty() ? read(Path.of(own.readTokenFile())) : own.readToken()));
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
