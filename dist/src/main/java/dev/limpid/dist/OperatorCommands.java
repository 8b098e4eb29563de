package dev.limpid.dist;

import dev.limpid.cli.UserCommands;
import dev.limpid.counter.home.Environment;
import dev.limpid.dist.config.ConfigCommand;
import dev.limpid.dist.data.DataCommands;
import dev.limpid.dist.demo.DemoCommand;
import dev.limpid.dist.log.LogCommand;
import dev.limpid.dist.log.WitnessCommand;
import dev.limpid.dist.program.ProgramCommand;
import dev.limpid.dist.rehearse.RehearseCommand;
import dev.limpid.dist.serve.BackupCommand;
import dev.limpid.dist.serve.PublishCommand;
import dev.limpid.dist.serve.RelayCommand;
import dev.limpid.dist.serve.RestoreCommand;
import dev.limpid.dist.serve.RetentionCommand;
import dev.limpid.dist.serve.ServeCommand;
import dev.limpid.dist.site.SiteCommand;
import dev.limpid.dist.stacks.StacksCommandFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The commands of those who run a collection or maintain a program, the demo, and the rehearsal. */
final class OperatorCommands {

    private static final Map<String, Supplier<CommandLine>> FACTORIES = factories();

    private OperatorCommands() {}

    /** Adds all of them. */
    static void addAll(CommandLine root) {
        FACTORIES.keySet().forEach(name -> addOnly(root, name));
    }

    /**
     * Adds one of them, so that a run of one command does not spend time building the others.
     *
     * @return whether there is a command of this name
     */
    static boolean addOnly(CommandLine root, String name) {
        Supplier<CommandLine> factory = FACTORIES.get(name);
        if (factory == null) {
            return false;
        }
        CommandLine command = factory.get();
        addHelp(command);
        root.addSubcommand(name, command);
        return true;
    }

    private static void addHelp(CommandLine command) {
        if (command.getSubcommands().isEmpty()) {
            UserCommands.withHelp(command.getCommandSpec());
        }
        command.getSubcommands().values().forEach(OperatorCommands::addHelp);
    }

    private static Map<String, Supplier<CommandLine>> factories() {
        Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>();
        Clock clock = Clock.systemUTC();
        all.put("serve", () -> new CommandLine(new ServeCommand()));
        all.put("relay", () -> new CommandLine(new RelayCommand()));
        all.put("publish", () -> new CommandLine(new PublishCommand(clock)));
        all.put("backup", () -> new CommandLine(new BackupCommand()));
        all.put("restore", () -> new CommandLine(new RestoreCommand()));
        all.put("retention", () -> new CommandLine(new RetentionCommand(clock)));
        all.put("site", SiteCommand::create);
        all.put("log", () -> LogCommand.create(clock));
        all.put("witness", () -> new CommandLine(new WitnessCommand(clock)));
        all.put("config", () -> ConfigCommand.create(clock, System.getenv(), home()));
        all.putAll(DataCommands.factories(System.out));
        all.put("stacks", () -> StacksCommandFactory.create(Environment.ofProcess()));
        all.put("demo", () -> new CommandLine(new DemoCommand()));
        all.put("rehearse", RehearseCommand::create);
        all.put("program", ProgramCommand::create);
        return all;
    }

    /** Where the operator's own settings are, such as Maven's mirrors. */
    private static Path home() {
        return Path.of(System.getProperty("user.home"));
    }
}
