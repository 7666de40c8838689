package dev.winnow.ops.management.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.winnow.topology.config.ManagementConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The tokens of the configuration. Only their hashes are kept, and hashes of equal length are compared, so that the time an
 * answer takes says nothing of how much of a guess was right.
 */
public final class Tokens {
    private final Optional<byte[]> operate;
    private final Optional<byte[]> read;

    private Tokens(Optional<String> operate, Optional<String> read) {
        this.operate = operate.map(Sha256::of);
        this.read = read.map(Sha256::of);
    }

    /**
     * Reads the files that hold tokens.
     *
     * @throws IllegalStateException when one cannot be read, or holds too short a token
     */
    public static Tokens of(ManagementConfig config) {
        return new Tokens(
                token("management.operate-token-file", config.operateToken(), config.operateTokenFile()),
                token("management.read-token-file", config.readToken(), config.readTokenFile()));
    }

    /**
     * What a program shows that reads from instances of the same configuration: no more than reading takes, where there is a token
     * for that.
     *
     * @throws IllegalStateException as {@link #of}
     */
    public static Optional<String> toRead(ManagementConfig config) {
        return token("management.read-token-file", config.readToken(), config.readTokenFile())
                .or(() -> token("management.operate-token-file", config.operateToken(), config.operateTokenFile()));
    }

    private static Optional<String> token(String key, String token, String file) {
        if (!token.isEmpty() || file.isEmpty()) {
            return Optional.of(token).filter(set -> !set.isEmpty());
        }
        String read = read(key, file).strip();
        if (read.length() < ManagementConfig.SHORTEST_TOKEN) {
            throw new IllegalStateException("%s: '%s' holds %d characters; a token has at least %d"
                    .formatted(key, file, read.length(), ManagementConfig.SHORTEST_TOKEN));
        }
        return Optional.of(read);
    }

    private static String read(String key, String file) {
        try {
            return Files.readString(Path.of(file), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("%s: '%s' cannot be read".formatted(key, file), e);
        }
    }

    boolean hasOperate() {
        return operate.isPresent();
    }

    boolean hasRead() {
        return read.isPresent();
    }

    boolean isEmpty() {
        return operate.isEmpty() && read.isEmpty();
    }

    /** What a token is good for. */
    Grant grantOf(String token) {
        byte[] shown = Sha256.of(token);
        boolean operates =
                operate.filter(known -> MessageDigest.isEqual(known, shown)).isPresent();
        boolean reads =
                read.filter(known -> MessageDigest.isEqual(known, shown)).isPresent();
        if (operates) {
            return Grant.OPERATE;
        }
        return reads ? Grant.READ : Grant.NONE;
    }
}
