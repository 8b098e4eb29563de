package dev.limpid.cli;

import dev.limpid.cli.chart.ChartCommand;
import dev.limpid.cli.command.LocalizedCommand;
import dev.limpid.cli.consent.ModeCommand;
import dev.limpid.cli.consent.OnCommand;
import dev.limpid.cli.consent.RelayChoiceCommand;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalColumns;
import dev.limpid.cli.count.CountCommand;
import dev.limpid.cli.data.CleanCommand;
import dev.limpid.cli.data.CsvCommand;
import dev.limpid.cli.data.DumpCommand;
import dev.limpid.cli.data.EnvCommand;
import dev.limpid.cli.data.ListCommand;
import dev.limpid.cli.sending.PreviewCommand;
import dev.limpid.cli.sending.SentCommand;
import dev.limpid.cli.sending.UploadCommand;
import dev.limpid.cli.verify.VerifyCommand;
import dev.limpid.cli.view.ViewCommand;
import dev.limpid.counter.CollectionIdentity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The user's commands, on their own as {@code limpid} or below another program's command line:
 *
 * <pre>{@code
 * commandLine.addSubcommand(UserCommands.telemetry(collection)); // mytool telemetry on
 * }</pre>
 */
public final class UserCommands {

    private static final Map<String, Function<CommandContext, Object>> FACTORIES = factories();

    /** Commands that need all the others to be present. */
    private static final Set<String> SEE_OTHERS = Set.of("completion", "man");

    private static final int USUAL_WIDTH = 100;

    private UserCommands() {}

    /** The subcommand {@code telemetry} for a program of this collection: on, local, off, env and so on. */
    public static CommandLine telemetry(CollectionIdentity collection) {
        return telemetry(CommandContext.ofProgram(collection));
    }

    /**
     * As {@link #telemetry(CollectionIdentity)}, in the given context. In a program that has only English texts:
     *
     * <pre>{@code
     * commandLine.addSubcommand(UserCommands.telemetry(CommandContext.ofProgram(collection).inEnglish()));
     * }</pre>
     *
     * @throws IllegalArgumentException if the context has no collection
     */
    public static CommandLine telemetry(CommandContext context) {
        CollectionIdentity collection = context.collection()
                .orElseThrow(() ->
                        new IllegalArgumentException("the context has no collection, expected that of the program"));
        CommandLine telemetry = TranslatedHelp.commandLine(group(
                new Group(context),
                "telemetry",
                "See and decide what this program counts and what may be sent to " + collection.name() + "."));
        addAll(telemetry, context);
        return configure(telemetry, context.columns());
    }

    /** The command {@code limpid} with the user's commands, for all collections on this machine. */
    public static CommandLine limpid(CommandContext context) {
        CommandLine limpid = TranslatedHelp.commandLine(
                group(new Group(context), "limpid", "See and decide what programs count and what may be sent."));
        addAll(limpid, context);
        return configure(limpid, context.columns());
    }

    /** Adds all of the user's commands. */
    public static void addAll(CommandLine root, CommandContext context) {
        FACTORIES.keySet().forEach(name -> add(root, context, name));
    }

    /**
     * Adds one command, so that a run that needs only this one does not spend time on building the others.
     *
     * @return whether there is a command of this name that does not need to see the others
     */
    public static boolean addOnly(CommandLine root, CommandContext context, String name) {
        if (!FACTORIES.containsKey(name) || SEE_OTHERS.contains(name)) {
            return false;
        }
        add(root, context, name);
        return true;
    }

    private static void add(CommandLine root, CommandContext context, String name) {
        Function<CommandContext, Object> factory = Objects.requireNonNull(FACTORIES.get(name));
        CommandLine command = TranslatedHelp.commandLine(factory.apply(context));
        CommandSpec spec = command.getCommandSpec();
        if (context.collection().isPresent() && spec.findOption("--collection") != null) {
            spec.remove(spec.findOption("--collection"));
        }
        withHelp(spec);
        root.addSubcommand(name, command);
    }

    /** Adds the option that shows a command's help, and the exit codes that the help lists. */
    public static void withHelp(CommandSpec spec) {
        spec.addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.meanings());
    }

    /** Applies the settings that all of Limpid's command lines share. Call it after the subcommands are added. */
    public static CommandLine configure(CommandLine root) {
        return configure(root, OptionalInt::empty);
    }

    /**
     * As {@link #configure(CommandLine)}, with help and error messages that fit the terminal.
     *
     * @param columns the terminal's width; empty if there is no terminal. Called only when the width matters.
     */
    public static CommandLine configure(CommandLine root, Supplier<OptionalInt> columns) {
        ErrorReporter reporter = new ErrorReporter(columns);
        root.setExecutionExceptionHandler(reporter::reportFailure);
        root.setParameterExceptionHandler(reporter::reportUsageError);
        root.setExecutionStrategy(parsed -> runParsed(parsed, root, columns));
        ArgumentConverters.register(root);
        root.setExpandAtFiles(false); // an argument that begins with @ is not a file of further arguments
        root.setUsageHelpAutoWidth(false);
        root.setUsageHelpWidth(helpWidth(TerminalColumns.number(System.getenv("COLUMNS"))));
        return root;
    }

    /** Runs the parsed command. Picocli would ignore unmatched arguments next to {@code --help}; here they are errors. */
    private static int runParsed(ParseResult parsed, CommandLine root, Supplier<OptionalInt> columns) {
        for (ParseResult level = parsed; level != null; level = level.subcommand()) {
            if (!level.unmatched().isEmpty()) {
                throw new UnmatchedArgumentException(level.commandSpec().commandLine(), level.unmatched());
            }
            if (level.isUsageHelpRequested() && columns.get().isPresent()) {
                root.setUsageHelpWidth(helpWidth(columns.get()));
            }
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** The terminal's width, within readable limits, or the width that the texts were written for if it is unknown. */
    static int helpWidth(OptionalInt columns) {
        return columns.isEmpty() ? USUAL_WIDTH : Math.max(60, Math.min(120, columns.getAsInt()));
    }

    /** A command that only has subcommands. */
    public static CommandSpec group(String name, String description) {
        return group(null, name, description);
    }

    private static CommandSpec group(@Nullable Group commands, String name, String description) {
        CommandSpec spec =
                (commands == null ? CommandSpec.create() : CommandSpec.wrapWithoutInspection(commands)).name(name);
        spec.usageMessage()
                .description(description)
                .synopsisSubcommandLabel("COMMAND")
                .commandListHeading("%nCommands:%n");
        withHelp(spec);
        return spec;
    }

    /** The parent command, if the user's commands are its only subcommands. */
    record Group(CommandContext context) implements LocalizedCommand {
        @Override
        public String outputLanguage() {
            return context.language();
        }
    }

    private static Map<String, Function<CommandContext, Object>> factories() {
        Map<String, Function<CommandContext, Object>> all = new LinkedHashMap<>();
        all.put("on", OnCommand::new);
        all.put("local", ModeCommand.Local::new);
        all.put("off", ModeCommand.Off::new);
        all.put("relay-choice", RelayChoiceCommand::new);
        all.put("env", EnvCommand::new);
        all.put("preview", PreviewCommand::new);
        all.put("sent", SentCommand::new);
        all.put("upload", UploadCommand::new);
        all.put("count", CountCommand::new);
        all.put("dump", DumpCommand::new);
        all.put("csv", CsvCommand::new);
        all.put("clean", CleanCommand::new);
        all.put("list", ListCommand::new);
        all.put("view", ViewCommand::new);
        all.put("chart", ChartCommand::new);
        all.put("verify", VerifyCommand::new);
        all.put("completion", CompletionCommand::new);
        all.put("man", ManCommand::new);
        return all;
    }
}
