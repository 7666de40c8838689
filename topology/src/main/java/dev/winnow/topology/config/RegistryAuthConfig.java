package dev.winnow.topology.config;

import java.util.Map;

/**
 * How this process says to the schema registry who it is: with user and password, with a token, or not at all.
 *
 * @param user of basic authentication; empty for none
 * @param password of that user
 * @param token sent as bearer token; empty for none
 */
public record RegistryAuthConfig(String user, String password, String token) {

    public RegistryAuthConfig {
        if (!user.isEmpty() && !token.isEmpty()) {
            throw new IllegalArgumentException("token and user are both set; the registry takes one of them");
        }
        if (user.isEmpty() && !password.isEmpty()) {
            throw new IllegalArgumentException("user is not set, but a password is");
        }
        if (user.contains(":")) {
            throw new IllegalArgumentException("user must not hold a colon: basic authentication ends the name there");
        }
    }

    public static RegistryAuthConfig none() {
        return new RegistryAuthConfig("", "", "");
    }

    Map<String, String> properties() {
        if (!user.isEmpty()) {
            return Map.of("basic.auth.credentials.source", "USER_INFO", "basic.auth.user.info", user + ":" + password);
        }
        if (!token.isEmpty()) {
            return Map.of("bearer.auth.credentials.source", "STATIC_TOKEN", "bearer.auth.token", token);
        }
        return Map.of();
    }

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "RegistryAuthConfig[user=%s]".formatted(user);
    }
}
