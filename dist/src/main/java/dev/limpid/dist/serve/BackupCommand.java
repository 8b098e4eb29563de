package dev.limpid.dist.serve;

import dev.limpid.cli.ExitCode;
import dev.limpid.cli.JsonOutput;
import dev.limpid.server.CollectionConfig;
import dev.limpid.server.ConfigProblemsException;
import dev.limpid.server.ServerConfigFile;
import dev.limpid.server.ops.Backup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid backup}: copies everything that a server keeps, while it runs. */
@Command(
        name = "backup",
        description = {"Copy everything that a server keeps, private keys included.", "The server may run meanwhile."},
        footer = {"", "Example:", "  limpid backup /etc/limpid/limpid.conf /backup/2026-11-21"},
        mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "FILE", description = "The server's configuration file.")
    private Path file = Path.of("limpid.conf");

    @Parameters(index = "1", paramLabel = "FOLDER", description = "Where to; new or empty.")
    private Path target = Path.of("backup");

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Map<String, Path> folders = new LinkedHashMap<>();
        try {
            for (CollectionConfig collection : ServerConfigFile.read(file).collections()) {
                Backup.make(collection.folder(), target.resolve(collection.name()));
                folders.put(collection.name(), target.resolve(collection.name()));
            }
        } catch (ConfigProblemsException e) {
            e.problems().forEach(spec.commandLine().getErr()::println);
            return ExitCode.FOUND_WRONG;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOutput.printObject(out, object -> {
                for (Map.Entry<String, Path> one : folders.entrySet()) {
                    object.writeStringField(one.getKey(), one.getValue().toString());
                }
            });
        } else {
            folders.forEach((collection, folder) -> out.println("copied " + collection + " to " + folder));
        }
        return ExitCode.OK;
    }
}
