package dev.winnow.ops.doctor;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** What an exception means for those who have to mend it. */
final class Complaints {
    private Complaints() {}

    static Finding finding(Throwable failure, Setup setup) {
        Throwable cause = cause(failure);
        if (cause instanceof SaslAuthenticationException) {
            return Finding.problem(
                    "the broker does not accept the credentials: " + message(cause),
                    "check kafka.sasl.mechanism and kafka.sasl.jaas.config, and that the user exists");
        }
        if (cause instanceof SslAuthenticationException) {
            return Finding.problem(
                    "no trust between this process and the broker: " + message(cause),
                    "check kafka.ssl.truststore.* and that the broker's certificate names the host that is called");
        }
        if (cause instanceof AuthenticationException) {
            return Finding.problem(
                    "the listener at %s does not take this kind of authentication: %s"
                            .formatted(setup.bootstrapServers(), message(cause)),
                    "check kafka.security.protocol and kafka.sasl.mechanism: they must be those of the listener");
        }
        if (cause instanceof TimeoutException) {
            return Finding.problem(
                    "the Kafka broker at %s accepts connections, but does not answer: %s"
                            .formatted(setup.bootstrapServers(), message(cause)),
                    "check that kafka.security.protocol is what the listener at this address speaks, and the broker's log");
        }
        if (cause instanceof UnsupportedVersionException) {
            return Finding.problem("the broker is too old: " + message(cause), "use Kafka 2.5 or newer");
        }
        if (cause instanceof AuthorizationException) {
            return Finding.warning(
                    "the broker does not allow the question: " + message(failure),
                    "allow the operation, or check this with an account that may ask");
        }
        return Finding.problem(message(cause), "");
    }

    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof ExecutionException
                        || cause instanceof CompletionException
                        || cause.getCause() instanceof KafkaException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
