package dev.limpid.cli;

import dev.limpid.cli.command.Failure;
import dev.limpid.cli.command.Prose;
import dev.limpid.cli.command.Speaking;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.PlainText;
import dev.limpid.protocol.text.Sentences;
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
        Sentences words = Speaking.errors(Speaking.of(command));
        err.print(Prose.fit(name(command) + ": " + Failure.sentence(e, words) + "\n", columns));
        if (e instanceof RuntimeException && !(e instanceof UncheckedIOException)) {
            err.print(words.say("fault") + "\n");
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
            Sentences words = Speaking.errors(Speaking.of(command));
            err.print(Prose.fit(name(command) + ": " + sentence(e, words) + "\n", columns));
            if (e instanceof UnmatchedArgumentException what
                    && !what.getSuggestions().isEmpty()) {
                err.print(words.say("meant", "all", String.join(", ", what.getSuggestions())) + "\n");
            }
            err.print(words.say("see", "command", name(command)) + "\n");
        }
        err.flush();
        return ExitCode.USAGE;
    }

    /** What picocli found, in our words; its own English ones for what nobody types but by accident. */
    private static String sentence(ParameterException e, Sentences words) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String key = unmatched.isUnknownOption()
                    ? "argument.option"
                    : e.getCommandLine().getSubcommands().isEmpty() ? "argument.many" : "argument.command";
            return words.say(key, "text", unmatched.getUnmatched().get(0));
        }
        if (e instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            boolean isTyped = missing.getMissing().stream().noneMatch(ArgSpec::required);
            return words.say(
                    isTyped ? "argument.empty" : "argument.missing",
                    "names",
                    missing.getMissing().stream().map(ErrorReporter::name).collect(Collectors.joining(", ")));
        }
        if (e instanceof OverwrittenOptionException twice && twice.getOverwritten() != null) {
            return words.say("argument.twice", "name", name(twice.getOverwritten()));
        }
        return e.getCause() instanceof Arguments.Wrong wrong && e.getArgSpec() != null
                ? words.say("argument.wrong", "name", name(e.getArgSpec()), "why", wrong.in(words))
                : String.valueOf(e.getMessage());
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }
}
