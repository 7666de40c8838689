package dev.winnow.ops.config;

/**
 * One thing that is wrong with the configuration.
 *
 * @param origin where it was written
 * @param message what is wrong and what to do about it
 */
public record Problem(Origin origin, String message) {
    @Override
    public String toString() {
        return origin instanceof Origin.Default ? message : origin + ": " + message;
    }
}
