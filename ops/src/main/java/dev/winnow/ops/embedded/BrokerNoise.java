package dev.winnow.ops.embedded;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;

/**
 * Keeps off the log what the embedded broker warns of in every orderly start and stop.
 *
 * <p>Rejected: a higher level for these loggers. One of them also says that a broker cannot be reached.
 */
public final class BrokerNoise extends Filter<ILoggingEvent> {
    private static final List<String> EXPECTED = List.of(
            "Performing controller activation.", "Attempting to close NetworkClient that has already been closed.");

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String logger = event.getLoggerName();
        if (!logger.startsWith("org.apache.kafka.")) {
            return FilterReply.NEUTRAL;
        }
        String message = event.getFormattedMessage();
        return EXPECTED.stream().anyMatch(message::contains) ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
