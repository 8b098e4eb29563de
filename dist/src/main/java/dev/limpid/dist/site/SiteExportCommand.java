package dev.limpid.dist.site;

import dev.limpid.server.site.SiteExport;
import dev.limpid.web.facts.CollectionFacts;
import dev.limpid.web.facts.ServerRules;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid site export}: the whole site as files that any host serves. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write the whole site as files that any file host serves: pages, charts, published data and the log.",
            "The server may be running meanwhile. Running it again brings the files up to date."
        },
        footer = {
            "",
            "Example:",
            "  limpid site export --collection telemetry.example.org --folder /var/lib/limpid/example \\",
            "      --url https://telemetry.example.org/ /var/www/telemetry"
        })
final class SiteExportCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "TARGET", description = "The folder to write to; made if it is not there.")
    private Path target = Path.of("");

    @Option(names = "--collection", required = true, paramLabel = "NAME", description = "The collection's name.")
    private String collection = "";

    @Option(
            names = "--folder",
            required = true,
            paramLabel = "DIR",
            description = "The collection's folder, which holds log/ and published/.")
    private Path folder = Path.of("");

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "Where the files will be reached; lines to copy name it.")
    private URI url = URI.create("");

    @Option(names = "--title", paramLabel = "TEXT", description = "What people call the project; by default its name.")
    private @Nullable String title;

    @Option(names = "--summary", paramLabel = "TEXT", description = "A sentence about the project, for the home page.")
    private String summary = "";

    @Option(names = "--home", paramLabel = "URL", description = "The project's own page.")
    private Optional<String> home = Optional.empty();

    @Option(names = "--contact", paramLabel = "TEXT", description = "Where questions go.")
    private Optional<String> contact = Optional.empty();

    @Option(
            names = "--command",
            paramLabel = "COMMAND",
            defaultValue = "limpid",
            description = "The command that users control it with, such as \"mytool telemetry\".")
    private String command = "limpid";

    @Option(
            names = "--every-date",
            description = "Pages for every single day, and for weeks that end on any day; by default the newest 14 days"
                    + " and whole weeks.")
    private boolean everyDate;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder.resolve("log"))) {
            throw new ParameterException(
                    spec.commandLine(), folder + " holds no folder log, expected the folder of a collection");
        }
        String address = url.toString().endsWith("/") ? url.toString() : url + "/";
        CollectionFacts facts = new CollectionFacts(
                collection, title == null ? collection : title, summary, address, home, contact, command, List.of());
        int files = SiteExport.of(facts, ServerRules.DEFAULT, folder, everyDate).write(target);
        spec.commandLine().getOut().println("The site is in " + target + ": " + files + " files.");
        return 0;
    }
}
