package dev.winnow.ops.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import dev.winnow.topology.lifecycle.AppState;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** Changes what is logged while the program runs. */
final class Logs {
    private static volatile boolean detailed;

    private Logs() {}

    /** Debug messages of Winnow and what Kafka and the engine have to say. */
    static void showDetails() {
        detailed = true;
        level("dev.winnow", Level.DEBUG);
        level(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.INFO);
    }

    /** Only warnings, for commands that show their own progress. */
    static void showWarningsOnly() {
        if (!detailed) {
            level("dev.winnow", Level.WARN);
        }
    }

    /** Nothing, for a command that turns what goes wrong into findings of its own. */
    static void hideAll() {
        if (!detailed) {
            level(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.OFF);
            level("dev.winnow", Level.OFF);
        }
    }

    /** For a broker in this process, which warns at every start that it is new and at every end that it is gone. */
    static void hideBroker() {
        if (!detailed) {
            level("kafka", Level.ERROR);
            level("org.apache.kafka", Level.ERROR);
        }
    }

    /** For a command that tells people itself where the process stands: they would read everything twice. */
    static void hideStates() {
        if (!detailed) {
            level(AppState.class.getName(), Level.OFF);
        }
    }

    static boolean areDetailed() {
        return detailed;
    }

    private static void level(String logger, Level level) {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext logback) {
            logback.getLogger(logger).setLevel(level);
        }
    }
}
