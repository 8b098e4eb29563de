package dev.limpid.dist.config;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.dist.serve.CollectionCommand;
import dev.limpid.server.configuration.ConfigVersion;
import dev.limpid.server.configuration.RevokedVersions;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code limpid config revoke}: stops asking and accepting by a configuration. */
@Command(
        name = "revoke",
        description = {
            "Revoke a configuration: its questions are no longer asked, and no answer that names it is accepted.",
            "The next configuration records this in the log. A running server publishes it within"
                    + " publish-every, another"
                    + " one when it starts. If the newest configuration is the wrong one, change the charts first."
        },
        footer = {"", "Examples:", "  limpid config revoke /etc/limpid/limpid.conf v1.0.0"})
final class RevokeCommand extends CollectionCommand {

    @Parameters(index = "1", paramLabel = "VERSION", description = "The configuration's version, such as v1.4.0.")
    private String version = "";

    @Override
    protected int run(ServerSettings server, CollectionSettings collection) throws IOException {
        ConfigVersion revoked = ConfigVersion.parse(version)
                .orElseThrow(() -> new ParameterException(
                        spec().commandLine(), "VERSION is \"" + version + "\", expected one like v1.4.0"));
        PublishedLog log = PublishedLog.read(collection.name(), log(collection));
        List<String> published = log.config().versions(log.configModule()).stream()
                .map(Object::toString)
                .toList();
        if (!published.contains(revoked.text())) {
            reportErrors(List.of(collection.name() + " has no configuration " + revoked
                    + ", expected one that it published: " + String.join(", ", published)));
            return ExitCode.FOUND_WRONG;
        }
        boolean isNew = new RevokedVersions(collection.folder()).add(revoked);
        out().println(
                        isNew
                                ? revoked + " is revoked: the next configuration of " + collection.name()
                                        + " will say so"
                                : revoked + " was revoked before");
        return ExitCode.OK;
    }
}
