package dev.limpid.dist.demo.synthetic;

import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.release.ReleaseSource;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.configuration.RefusedConfigException;
import dev.limpid.server.publish.PublishingRules;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.settings.CollectionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeSet;

/** Makes the published files of the made-up collection; a server then serves them as it does any collection. */
public final class SyntheticCollection {

    /** The collection's name. */
    public static final String NAME = "made-up.example.org";

    /** How many machines it has by default. */
    public static final int HOMES = 20_000;

    /** How many weeks it has. */
    public static final int WEEKS = SyntheticCalendar.ALL;

    private static final ReleaseSource SOURCE = new ReleaseSource.Maven("org.example", "kiln");

    /**
     * The weeks between the decision and the first answers: one in which the configuration is announced, and one until
     * all machines have fetched it.
     */
    private static final int LEAD = 3;

    /** The texts of the pages. */
    private static final String WORDS = """
            title = kiln, a made-up program
            summary = kiln is a build tool that does not exist. These are two years of its telemetry as they might have been, \
            to show what charts, splits, trends and intervals look like once twenty thousand machines take part.
            notice = Made up: there is no kiln. A generator drew what %,d machines count; answers and charts are made as everywhere.
            about.1 = A generator with a fixed seed draws what each machine counts. From there on nothing is special: machines \
            draw by the rates of the configuration, the rule makes their answers, the publisher publishes them, and \
            limpid verify-data computes all charts again.
            """;

    private SyntheticCollection() {}

    /**
     * Decides the charts, simulates two years, and publishes.
     *
     * @param folder the folder of the collection
     * @param homes how many machines there are
     * @param weeks how many weeks are answered, at most {@code 104}
     * @param lastWeek the Monday of the last one
     * @return how many answers there were
     */
    public static long publish(Path folder, int homes, int weeks, LocalDate lastWeek)
            throws IOException, ChartConfigException, RefusedConfigException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("site.properties"), WORDS.formatted(homes));
        SyntheticCalendar calendar = new SyntheticCalendar(lastWeek, weeks);
        SyntheticAnswers answers = new SyntheticAnswers(calendar, homes);
        decide(folder, homes, calendar, answers);
        LocalDate published = PublishingRules.usual().lastDue(lastWeek);
        try (HostedCollection collection = HostedCollection.open(settings(folder), clock(published), answers)) {
            Publication publication = collection.publishNow();
            return publication.weeks().stream()
                    .mapToLong(PublishedWeek::answers)
                    .sum();
        }
    }

    /** The settings with which a server serves the collection. */
    public static CollectionSettings settings(Path folder) {
        return CollectionSettings.of(NAME, folder);
    }

    /** Publishes a configuration for each new line of releases and each new chart, as a server does. */
    private static void decide(Path folder, int homes, SyntheticCalendar calendar, SyntheticAnswers answers)
            throws IOException, ChartConfigException, RefusedConfigException {
        TreeSet<Integer> changes = new TreeSet<>(SyntheticCharts.decisions());
        Release.ALL.stream().filter(Release::beginsLine).forEach(release -> changes.add(release.week()));
        int first = calendar.first() - LEAD;
        changes.add(first);
        Participation participation = new Participation(Map.of(SyntheticReport.PROGRAM, (long) homes));
        for (int week : changes.tailSet(first)) {
            LocalDate day = calendar.monday(week);
            try (HostedCollection collection = HostedCollection.open(settings(folder), clock(day), answers)) {
                CollectionConfig config = collection.publishConfiguration(
                        "charts.txt",
                        SyntheticCharts.textAt(Math.max(week, calendar.first())),
                        new Releases(Map.of(SOURCE, Release.out(week))),
                        participation);
                answers.serve(day, config);
            }
        }
    }

    /** The beginning of the day: a later hour of today might still lie ahead, and nobody accepts heads from the future. */
    private static Clock clock(LocalDate day) {
        return Clock.fixed(day.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
    }
}
