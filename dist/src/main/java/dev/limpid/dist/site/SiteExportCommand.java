package dev.limpid.dist.site;

import dev.limpid.dist.serve.ExportCommand;
import dev.limpid.dist.serve.PublicAddress;
import dev.limpid.server.PrivacyRules;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.server.site.SiteExport;
import dev.limpid.server.site.SiteProperties;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.facts.ServerRules;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code limpid site export}: writes the whole site as files that any host can serve. */
@Command(
        name = "export",
        description = {
            "Write the whole site as files that any file host can serve.",
            "These are pages, charts, published data and the log. The server may run meanwhile; run it"
                    + " again to bring the"
                    + " files up to date."
        },
        footer = {
            "",
            "Examples:",
            "  limpid site export /etc/limpid/limpid.conf /var/www/telemetry",
            "  limpid site export --url https://mirror.example.org/ /etc/limpid/limpid.conf /var/www/telemetry"
        })
final class SiteExportCommand extends ExportCommand {

    @Mixin
    private PublicAddress address = new PublicAddress();

    SiteExportCommand() {
        super("site");
    }

    @Override
    protected int write(ServerSettings server, CollectionSettings collection, Path into) throws IOException {
        log(collection);
        String url = address.of(collection).toString();
        CollectionInfo facts = SiteProperties.read(collection.folder(), collection.name(), url);
        ServerRules rules = PrivacyRules.of(server, collection);
        return SiteExport.of(facts, rules, collection.folder()).write(into);
    }
}
