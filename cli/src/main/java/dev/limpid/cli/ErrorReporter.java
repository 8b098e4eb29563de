package dev.limpid.cli;

import dev.limpid.cli.command.FailureMessage;
import dev.limpid.cli.command.LineWrapper;
import dev.limpid.cli.command.LocalizedCommand;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.protocol.text.MessageBundle;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints the error messages of all commands to standard error, and chooses their exit codes. */
final class ErrorReporter {

    private final Supplier<OptionalInt> columns;

    /**
     * Creates a reporter for a terminal.
     *
     * @param columns the terminal's width; empty if there is no terminal
     */
    ErrorReporter(Supplier<OptionalInt> columns) {
        this.columns = columns;
    }

    /**
     * Prints one sentence for an outside failure. For a bug in Limpid it also prints the stack trace, so that the bug can be reported.
     */
    int reportFailure(Exception e, CommandLine command, ParseResult arguments) {
        PrintWriter err = TerminalSafeWriter.wrap(command.getErr());
        MessageBundle words = LocalizedCommand.errors(LocalizedCommand.of(command));
        err.print(LineWrapper.fit(name(command) + ": " + FailureMessage.sentence(e, words) + "\n", columns));
        if (e instanceof RuntimeException && !(e instanceof UncheckedIOException)) {
            err.print(words.format("fault") + "\n");
            e.printStackTrace(err);
        }
        err.flush();
        return ExitCode.FAILED;
    }

    /** Prints what is wrong with the command line and how to get help, or the help itself if only a subcommand is missing. */
    int reportUsageError(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = TerminalSafeWriter.wrap(command.getErr());
        boolean unmatched = e instanceof UnmatchedArgumentException;
        if (!unmatched && !command.getSubcommands().isEmpty()) {
            command.usage(err);
        } else {
            MessageBundle words = LocalizedCommand.errors(LocalizedCommand.of(command));
            err.print(LineWrapper.fit(name(command) + ": " + sentence(e, words) + "\n", columns));
            if (e instanceof UnmatchedArgumentException what
                    && !what.getSuggestions().isEmpty()) {
                err.print(words.format("meant", "all", String.join(", ", what.getSuggestions())) + "\n");
            }
            err.print(words.format("see", "command", name(command)) + "\n");
        }
        err.flush();
        return ExitCode.USAGE;
    }

    /** The error that picocli found, in Limpid's own words; rare errors keep picocli's English message. */
    private static String sentence(ParameterException e, MessageBundle words) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String key = unmatched.isUnknownOption()
                    ? "argument.option"
                    : e.getCommandLine().getSubcommands().isEmpty() ? "argument.many" : "argument.command";
            return words.format(key, "text", unmatched.getUnmatched().get(0));
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            boolean isTyped = missing.getMissing().stream().noneMatch(ArgSpec::required);
            return words.format(
                    isTyped ? "argument.empty" : "argument.missing",
                    "names",
                    missing.getMissing().stream().map(ErrorReporter::name).collect(Collectors.joining(", ")));
        }
        if (e instanceof OverwrittenOptionException twice && twice.getOverwritten() != null) {
            return words.format("argument.twice", "name", name(twice.getOverwritten()));
        }
        return e.getCause() instanceof ArgumentConverters.InvalidArgument wrong && e.getArgSpec() != null
                ? words.format("argument.wrong", "name", name(e.getArgSpec()), "why", wrong.in(words))
                : String.valueOf(e.getMessage());
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }
}
