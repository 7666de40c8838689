package dev.winnow.ops.cli;

import dev.winnow.model.engine.UnavailableEngineException;
import dev.winnow.ops.config.ConfigException;
import dev.winnow.topology.lifecycle.ExitStatus;
import java.io.PrintWriter;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into a line on stderr and an exit code; the stack trace is for those who ask for it. */
final class ErrorHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (Logs.areDetailed()) {
            failure.printStackTrace(err);
        }
        boolean configuration = failure instanceof ConfigException;
        String message = configuration ? failure.getMessage().replace("\n", "\nwinnow: ") : message(failure);
        err.println("winnow: " + message);
        err.flush();
        return configuration || cause(failure) instanceof UnavailableEngineException
                ? CommandLine.ExitCode.USAGE
                : ExitStatus.of(failure);
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("winnow: " + message(failure));
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String message(Throwable failure) {
        Throwable cause = cause(failure);
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? "unexpected " + cause.getClass().getSimpleName() + "; --verbose shows where"
                : message.strip();
    }
}
