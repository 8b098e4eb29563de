package dev.limpid.dist;

import dev.limpid.cli.UserCommands;
import dev.limpid.dist.config.ConfigCommand;
import dev.limpid.dist.data.DataCommands;
import dev.limpid.dist.demo.DemoCommand;
import dev.limpid.dist.log.LogCommand;
import dev.limpid.dist.log.WitnessCommand;
import dev.limpid.dist.serve.BackupCommand;
import dev.limpid.dist.serve.RestoreCommand;
import dev.limpid.dist.serve.RetentionCommand;
import dev.limpid.dist.serve.ServeCommand;
import dev.limpid.dist.site.SiteCommand;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands of those who run a collection, and the demo. */
final class OperatorCommands {

    private static final Map<String, Supplier<CommandLine>> FACTORIES = factories();

    private OperatorCommands() {}

    /** Adds all of them. */
    static void addAll(CommandLine root) {
        FACTORIES.keySet().forEach(name -> addOnly(root, name));
    }

    /**
     * Adds one of them, so that a run that needs only that one does not pay for building the others.
     *
     * @return whether there is a command of this name
     */
    static boolean addOnly(CommandLine root, String name) {
        Supplier<CommandLine> factory = FACTORIES.get(name);
        if (factory == null) {
            return false;
        }
        CommandLine command = factory.get();
        dress(command);
        root.addSubcommand(name, command);
        return true;
    }

    private static void dress(CommandLine command) {
        UserCommands.withHelp(command.getCommandSpec());
        command.getSubcommands().values().forEach(OperatorCommands::dress);
    }

    private static Map<String, Supplier<CommandLine>> factories() {
        Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>();
        all.put("config", () -> ConfigCommand.create(Clock.systemUTC(), System.getenv(), home()));
        all.put("log", () -> LogCommand.create(Clock.systemUTC()));
        all.put("witness", () -> WitnessCommand.create(Clock.systemUTC()));
        all.put("site", SiteCommand::create);
        all.putAll(DataCommands.factories(Clock.systemUTC(), System.out));
        all.put("serve", () -> new CommandLine(new ServeCommand()));
        all.put("backup", () -> new CommandLine(new BackupCommand()));
        all.put("restore", () -> new CommandLine(new RestoreCommand()));
        all.put("retention", () -> new CommandLine(new RetentionCommand(Clock.systemUTC())));
        all.put("demo", () -> new CommandLine(new DemoCommand()));
        return all;
    }

    /** Where the operator's own settings lie, such as Maven's mirrors. */
    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }
}
