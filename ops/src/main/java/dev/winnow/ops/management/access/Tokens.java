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
     * @throws IllegalStateException when one cannot be read, holds too short a token, or both tokens are the same
     */
    public static Tokens of(ManagementConfig config) {
        Optional<String> operate =
                token("management.operate-token-file", config.operateToken(), config.operateTokenFile());
        Optional<String> read = toRead(config);
        if (operate.isPresent() && operate.equals(read)) {
            throw new IllegalStateException("management.operate-token and management.read-token are the same:"
                    + " whoever may read could change anything");
        }
        return new Tokens(operate, read);
    }

    /**
     * What a program shows that reads from instances of the same configuration. Where there is no token for that, reading is open to
     * all, and the one for changes is nobody's to show.
     *
     * @throws IllegalStateException as {@link #of}
     */
    public static Optional<String> toRead(ManagementConfig config) {
        return token("management.read-token-file", config.readToken(), config.readTokenFile());
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

    /** Whether there is one for changes. */
    public boolean hasOperate() {
        return operate.isPresent();
    }

    /** Whether there is one for reading. */
    public boolean hasRead() {
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
