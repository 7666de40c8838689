package dev.winnow.model.training.stages;

/** Checks of settings; the messages use the names of the command line. */
final class Settings {
    private Settings() {}

    static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
