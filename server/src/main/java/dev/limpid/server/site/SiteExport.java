package dev.limpid.server.site;

import dev.limpid.charts.Period;
import dev.limpid.server.http.Request;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.Response;
import dev.limpid.server.log.LogExport;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.publish.PublishedResource;
import dev.limpid.web.Page;
import dev.limpid.web.Site;
import dev.limpid.web.SiteSource;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.facts.DataWeek;
import dev.limpid.web.facts.ServerRules;
import dev.limpid.web.layout.LinkStyle;
import dev.limpid.web.layout.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes a collection's whole site as files for any host: pages with links to files, every download, the published
 * data, and the log. Files of earlier exports stay, because others may link to them.
 */
public final class SiteExport {
    private final SiteSource siteSource;
    private final PublishedLog log;
    private final Resource published;

    private SiteExport(SiteSource siteSource, PublishedLog log, Resource published) {
        this.siteSource = siteSource;
        this.log = log;
        this.published = published;
    }

    /** An export of the collection in a folder; a server can write to it at the same time. */
    public static SiteExport of(CollectionInfo facts, ServerRules rules, Path folder) throws IOException {
        return new SiteExport(
                CollectionContents.read(facts, rules, folder),
                PublishedLog.read(facts.name(), folder.resolve("log")),
                new PublishedResource(new PublishedFolder(folder.resolve("published"), facts.name())));
    }

    /**
     * Writes everything.
     *
     * @return how many files the site has
     */
    public int write(Path target) throws IOException {
        Site site = new Site(siteSource, LinkStyle.FILES);
        int files = 0;
        for (String path : site.paths()) {
            Page page = site.page(path).orElseThrow(() -> new IOException("the site has no page " + path));
            boolean html = page.contentType().startsWith("text/html");
            replace(target.resolve(html ? Links.file(path) : path), page.body());
            files++;
        }
        replace(target.resolve("404.html"), site.missing("404").body());
        for (Period period : siteSource.periods()) {
            files += copy("charts/" + period.name() + ".json", target);
            files += copy("charts/" + period.name() + ".csv", target);
        }
        for (DataWeek week : siteSource.data()) {
            files += copy(week.path(), target);
            files += copy(week.path() + ".sha256", target);
        }
        files += copy("data/index.json", target);
        return files + 1 + new LogExport(log).write(target.resolve("log"));
    }

    private int copy(String path, Path target) throws IOException {
        Response answer = published
                .get(Request.of("/" + path))
                .filter(found -> found.status() == 200)
                .orElseThrow(() -> new IOException("/" + path + " is listed but not published"));
        Path file = target.resolve(path);
        if (answer.file().isPresent()) {
            Files.createDirectories(file.resolve("..").normalize());
            Files.copy(answer.file().get(), file, StandardCopyOption.REPLACE_EXISTING);
        } else {
            replace(file, answer.body());
        }
        return 1;
    }

    /** Replaces a file so that readers see the old one or the new one, never a half-written one. */
    private static void replace(Path file, byte[] body) throws IOException {
        Files.createDirectories(file.toAbsolutePath().resolve("..").normalize());
        Path writing = file.resolveSibling(file.getFileName() + ".writing");
        try {
            Files.write(writing, body);
            Files.move(writing, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(writing);
        }
    }
}
