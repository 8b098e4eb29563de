package dev.limpid.dist.site;

import dev.limpid.protocol.text.Counted;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid site export}: the whole site as files that any host serves. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write the whole site as files that any file host serves: pages, charts, published data and the log.",
            "The server may be running meanwhile. Running it again brings the files up to date.",
            "What the pages say of the project stands in DIR/site.properties; what they say of the server's settings, in",
            "DIR/server-rules.txt, which the server writes when it begins."
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
            description = "The collection's folder, which holds log/, published/ and site.properties.")
    private Path folder = Path.of("");

    @Option(
            names = "--url",
            required = true,
            paramLabel = "URL",
            description = "Where the files will be reached; lines to copy name it.")
    private URI url = URI.create("");

    @Option(
            names = "--every-date",
            description = "Pages for every single day, and for weeks that end on any day; by default the newest 14 days"
                    + " and whole weeks.")
    private boolean everyDate;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        int files =
                new CollectionFolder(folder).site(collection, url, everyDate).write(target);
        spec.commandLine().getOut().println("The site is in " + target + ": " + Counted.of(files, "file") + ".");
        return 0;
    }
}
