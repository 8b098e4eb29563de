package dev.limpid.server.site;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.server.http.Answer;
import dev.limpid.server.http.Request;
import dev.limpid.server.http.Resource;
import dev.limpid.server.log.LogExport;
import dev.limpid.server.log.PublishedLog;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.publish.PublishedResource;
import dev.limpid.web.Contents;
import dev.limpid.web.Page;
import dev.limpid.web.Site;
import dev.limpid.web.facts.CollectionFacts;
import dev.limpid.web.facts.ConfigVersion;
import dev.limpid.web.facts.DataDay;
import dev.limpid.web.facts.LogFacts;
import dev.limpid.web.facts.ServerRules;
import dev.limpid.web.frame.LinkStyle;
import dev.limpid.web.frame.Links;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Writes a collection's whole site as files that any host serves: pages with links to files, every download, the
 * published data, and the log. What an earlier export wrote and this one does not stays, because others may link to it.
 */
public final class SiteExport {
    /** For how many days back each single day gets pages; weeks and months do however old they are. */
    private static final int SINGLE_DAYS = 14;

    private final Contents contents;
    private final PublishedLog log;
    private final Resource published;

    private SiteExport(Contents contents, PublishedLog log, Resource published) {
        this.contents = contents;
        this.log = log;
        this.published = published;
    }

    /**
     * An export of the collection in a folder, read beside the server that may be writing there.
     *
     * @param everyDate whether each single day and each week, on whatever day it ends, gets pages
     */
    public static SiteExport of(CollectionFacts facts, ServerRules rules, Path folder, boolean everyDate)
            throws IOException {
        Contents all = CollectionContents.read(facts, rules, folder);
        return new SiteExport(
                everyDate ? all : new Selected(all, chosen(all.periods())),
                PublishedLog.read(facts.name(), folder.resolve("log")),
                new PublishedResource(new PublishedFolder(folder.resolve("published"), facts.name())));
    }

    /**
     * Writes everything.
     *
     * @return how many files the site has
     */
    public int write(Path target) throws IOException {
        Site site = new Site(contents, LinkStyle.FILES);
        int files = 0;
        for (String path : site.paths()) {
            Page page = site.page(path).orElseThrow(() -> new IOException("the site has no page " + path));
            boolean html = page.contentType().startsWith("text/html");
            replace(target.resolve(html ? Links.file(path) : path), page.body());
            files++;
        }
        replace(target.resolve("404.html"), site.missing("404").body());
        for (Period period : contents.periods()) {
            files += copy("charts/" + period.name() + ".json", target);
            files += copy("charts/" + period.name() + ".csv", target);
        }
        for (DataDay day : contents.data()) {
            files += copy(day.path(), target);
            files += copy(day.path() + ".sha256", target);
        }
        files += copy("data/index.json", target);
        return files + 1 + new LogExport(log).write(target.resolve("log"));
    }

    private int copy(String path, Path target) throws IOException {
        Answer answer = published
                .get(Request.of("/" + path))
                .filter(found -> found.status() == 200)
                .orElseThrow(() -> new IOException("/" + path + " is listed and not published"));
        Path file = target.resolve(path);
        if (answer.file().isPresent()) {
            Files.createDirectories(file.resolve("..").normalize());
            Files.copy(answer.file().get(), file, StandardCopyOption.REPLACE_EXISTING);
        } else {
            replace(file, answer.body());
        }
        return 1;
    }

    /** A reader of the host sees the old file or the new one, never half of it. */
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

    /** Months, the weeks that end on the newest day's weekday, and the newest single days. */
    static List<Period> chosen(List<Period> all) {
        Optional<LocalDate> newest =
                all.stream().map(Period::to).filter(to -> hasWeek(all, to)).max(LocalDate::compareTo);
        return all.stream()
                .filter(period -> switch (period.kind()) {
                    case MONTH, SPAN -> true;
                    case WEEK ->
                        newest.isPresent()
                                && period.to().getDayOfWeek() == newest.get().getDayOfWeek();
                    case DAY ->
                        newest.isPresent() && period.to().isAfter(newest.get().minusDays(SINGLE_DAYS));
                })
                .toList();
    }

    private static boolean hasWeek(List<Period> all, LocalDate to) {
        return all.contains(Period.weekTo(to));
    }

    /** A site's values with some of the periods only, so that no page links to one that is not there. */
    private record Selected(Contents all, List<Period> periods) implements Contents {
        @Override
        public CollectionFacts facts() {
            return all.facts();
        }

        @Override
        public ServerRules rules() {
            return all.rules();
        }

        @Override
        public Optional<ChartSet> charts(Period period) throws IOException {
            return periods.contains(period) ? all.charts(period) : Optional.empty();
        }

        @Override
        public List<ConfigVersion> configurations() throws IOException {
            return all.configurations();
        }

        @Override
        public Optional<LogFacts> log() throws IOException {
            return all.log();
        }

        @Override
        public List<DataDay> data() throws IOException {
            return all.data();
        }
    }
}
