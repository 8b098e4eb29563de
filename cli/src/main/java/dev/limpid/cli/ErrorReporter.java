package dev.limpid.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.OptionalInt;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What every command says on standard error when it cannot do what it was asked to, and what it ends with. */
final class ErrorReporter {

    private final Supplier<OptionalInt> columns;

    /**
     * ErrorReporter on a terminal.
     *
     * @param columns how wide it is; empty where there is none
     */
    ErrorReporter(Supplier<OptionalInt> columns) {
        this.columns = columns;
    }

    /** One sentence for what went wrong outside; for a fault of ours also where, so that it can be reported. */
    int failed(Exception e, CommandLine command, ParseResult arguments) {
        PrintWriter err = PlainText.on(command.getErr());
        err.print(Prose.fit(name(command) + ": " + Failure.sentence(e) + "\n", columns));
        if (e instanceof RuntimeException && !(e instanceof UncheckedIOException)) {
            err.print("this is a fault of limpid; please report it with these lines:\n");
            e.printStackTrace(err);
        }
        err.flush();
        return ExitCode.FAILED;
    }

    /** What is wrong with the command line, and where its help is; the help itself where only a command is missing. */
    int misunderstood(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = PlainText.on(command.getErr());
        boolean unmatched = e instanceof UnmatchedArgumentException;
        if (!unmatched && !command.getSubcommands().isEmpty()) {
            command.usage(err);
        } else {
            err.print(Prose.fit(name(command) + ": " + sentence(e) + "\n", columns));
            if (unmatched) {
                UnmatchedArgumentException.printSuggestions(e, err);
            }
            err.print("See " + name(command) + " --help\n");
        }
        err.flush();
        return ExitCode.USAGE;
    }

    private static String sentence(ParameterException e) {
        return e instanceof UnmatchedArgumentException unmatched
                        && !unmatched.isUnknownOption()
                        && !e.getCommandLine().getSubcommands().isEmpty()
                ? "there is no command '" + unmatched.getUnmatched().get(0) + "'"
                : String.valueOf(e.getMessage());
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }
}
