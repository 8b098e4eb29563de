package dev.limpid.server.publish;

import dev.limpid.charts.ChartFold;
import dev.limpid.charts.ChartPlan;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.server.file.DurableFile;
import dev.limpid.server.publish.Publication.Earlier;
import dev.limpid.server.publish.Publication.PublishedCharts;
import dev.limpid.server.publish.Publication.PublishedDay;
import dev.limpid.server.publish.Publication.Removed;
import dev.limpid.server.storage.ReportStore;
import dev.limpid.server.storage.ReportVisitor;
import dev.limpid.tlog.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Publishes what was accepted: the reports of every day that has ended, and the charts of every period they belong to.
 * A run looks at every day that may have new reports, whether the runs before it happened or not; running again without
 * new reports changes nothing.
 *
 * <p>A run writes, in this order, so that a crash at any point leaves the last state whole and readable:
 *
 * <ol>
 *   <li>the new files, under names that no index has
 *   <li>{@code manifest.json} and {@code pending.json}, the index as it is to be
 *   <li>the log's entry for the manifest
 *   <li>{@code index.json}, replaced by {@code pending.json}
 * </ol>
 *
 * A pending publication that was found at the start of a run is finished first: its manifest may be in the log already,
 * and nothing in the log may be missing on disk. One publisher at a time.
 */
public final class Publisher {

    private static final long SORT_MEMORY = 64L << 20;

    private final PublishedFolder folder;
    private final ReportStore store;
    private final Decided.Source source;
    private final PublicationLog log;
    private final PublishingRules rules;
    private final AcceptedReports accepted;

    public Publisher(
            PublishedFolder folder,
            ReportStore store,
            Decided.Source source,
            PublicationLog log,
            PublishingRules rules) {
        this.folder = folder;
        this.store = store;
        this.source = source;
        this.log = log;
        this.rules = rules;
        this.accepted = new AcceptedReports(folder, store, !rules.isGated());
    }

    /** Shows every accepted report of a day, those that were taken out included: as stored, or else as published. */
    public void show(LocalDate day, ReportVisitor visitor) throws IOException {
        accepted.read(day, visitor::report);
    }

    /**
     * Publishes every day before {@code today}.
     *
     * @return what this run changed; no days and no charts if nothing was new
     */
    public Publication publish(LocalDate today) throws IOException {
        return publish(today, today.minusDays(1));
    }

    /**
     * Publishes every day up to {@code through}.
     *
     * @param today what day it is: late reports of days further back than the rules allow cannot have come any more
     */
    public Publication publish(LocalDate today, LocalDate through) throws IOException {
        return publish(today, through, new ArrayList<>());
    }

    /**
     * The same without some accepted reports, which later runs keep out too. Days that lose a report are published anew,
     * with all charts that this changes; the manifest that is logged names what was taken out.
     *
     * @param digests the SHA-256 of each report's bytes, in hexadecimal; those that are out already change nothing
     * @throws UnknownReportException if no accepted report has one of them; then nothing is published
     */
    public Publication publishWithout(Collection<String> digests, LocalDate today, LocalDate through)
            throws IOException {
        folder.create();
        finishPending();
        Set<String> wanted = new TreeSet<>(digests);
        folder.publication().removed().forEach(one -> wanted.remove(one.sha256()));
        List<Removed> found = new ArrayList<>();
        if (!wanted.isEmpty()) {
            found.addAll(accepted.find(Removed.Why.OPERATOR, report -> wanted.contains(Sha256.hex(report))));
            found.forEach(one -> wanted.remove(one.sha256()));
        }
        if (!wanted.isEmpty()) {
            throw new UnknownReportException("no accepted report has the digest "
                    + wanted.iterator().next() + ", expected the SHA-256 of the bytes of one");
        }
        return publish(today, through, found);
    }

    /** One report that cannot be counted takes nothing with it: it is left out, and named. */
    private Publication publish(LocalDate today, LocalDate through, List<Removed> removed) throws IOException {
        while (true) {
            try {
                return run(today, through, removed);
            } catch (CorruptDataException e) {
                List<Removed> more = unreadable();
                more.removeIf(
                        one -> removed.stream().anyMatch(known -> known.sha256().equals(one.sha256())));
                if (more.isEmpty()) {
                    throw e;
                }
                removed.addAll(more);
            }
        }
    }

    private List<Removed> unreadable() throws IOException {
        Set<String> known = new HashSet<>();
        folder.publication().removed().forEach(one -> known.add(one.sha256()));
        ChartFold fold = new ChartFold(source.decided().plan());
        return accepted.find(Removed.Why.UNREADABLE, report -> {
            try {
                fold.add(report, 0, report.length);
                return false;
            } catch (MalformedReportException e) {
                return !known.contains(Sha256.hex(report));
            }
        });
    }

    private Publication run(LocalDate today, LocalDate through, List<Removed> found) throws IOException {
        folder.create();
        finishPending();
        Publication before = folder.publication();
        folder.sweep(before);
        Optional<LocalDate> last = lastRun();
        int number = before.number() + 1;
        List<Removed> removed = found.stream()
                .map(one -> new Removed(one.sha256(), one.date(), one.why(), Publication.version(number)))
                .toList();
        Without without = Without.of(before.removed(), removed);
        SortedMap<LocalDate, PublishedDay> days = new TreeMap<>();
        before.days().forEach(day -> days.put(day.date(), day));
        SortedSet<LocalDate> look = new TreeSet<>();
        for (LocalDate day : store.weeks()) {
            if (!day.isAfter(through) && mayHaveChanged(day, days.containsKey(day), last)) {
                look.add(day);
            }
        }
        for (Removed one : removed) {
            if (days.containsKey(one.date())) {
                look.add(one.date());
            }
        }
        SortedMap<LocalDate, PublishedDay> changed = new TreeMap<>();
        for (LocalDate day : look) {
            publishDay(day, Optional.ofNullable(days.get(day)), number, without)
                    .ifPresent(published -> changed.put(day, published));
        }
        days.putAll(changed);
        Publication manifest =
                new Publication(before.collection(), number, List.copyOf(changed.values()), List.of(), removed);
        if (!changed.isEmpty() || !removed.isEmpty()) {
            List<PublishedCharts> charts =
                    changed.isEmpty() ? List.of() : publishCharts(before, days, changed.firstKey(), number);
            manifest = new Publication(before.collection(), number, manifest.days(), charts, removed);
            commit(manifest, index(before, manifest, days));
        }
        noteRun(today);
        if (rules.isGated()) {
            dropSettled(today, days.keySet());
        }
        return manifest;
    }

    /** Behind a gate only the coarser form stays, once no late report can change it any more. */
    private void dropSettled(LocalDate today, Set<LocalDate> published) throws IOException {
        for (LocalDate day : List.copyOf(store.weeks())) {
            if (published.contains(day) && today.isAfter(day.plusDays(rules.lateDays() + 1L))) {
                store.drop(day);
            }
        }
    }

    /** A day needs no look once a run saw it after its last report could have come. */
    private boolean mayHaveChanged(LocalDate day, boolean published, Optional<LocalDate> lastRun) {
        return !published || lastRun.isEmpty() || !lastRun.get().isAfter(day.plusDays(rules.lateDays() + 1L));
    }

    private Optional<LocalDate> lastRun() throws IOException {
        Path file = folder.root().resolve("last-run");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.parse(new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip()));
        } catch (DateTimeException e) {
            return Optional.empty(); // a damaged note says nothing, so every day is looked at again
        }
    }

    private void noteRun(LocalDate today) throws IOException {
        Path writing = folder.root().resolve("writing");
        PublishedFolder.write(writing, today.toString().getBytes(StandardCharsets.US_ASCII));
        DurableFile.replace(writing, folder.root().resolve("last-run"));
    }

    private Optional<PublishedDay> publishDay(LocalDate day, Optional<PublishedDay> before, int number, Without without)
            throws IOException {
        int revision = before.map(one -> one.revision() + 1).orElse(0);
        Path file = folder.data().resolve(day + ".r" + revision + ".ndjson.zst");
        DataFile.Written written = writeDay(day, file, without);
        if (before.map(one -> one.contentSha256().equals(written.contentSha256()))
                .orElse(false)) {
            Files.delete(file);
            return Optional.empty();
        }
        DurableFile.force(file);
        List<Earlier> earlier = new ArrayList<>();
        before.ifPresent(one -> {
            earlier.addAll(one.earlier());
            earlier.add(new Earlier(one.revision(), one.reports(), one.sha256(), one.contentSha256(), one.version()));
        });
        return Optional.of(new PublishedDay(
                day,
                revision,
                written.reports(),
                written.bytes(),
                written.sha256(),
                written.contentSha256(),
                Publication.version(number),
                earlier));
    }

    private DataFile.Written writeDay(LocalDate day, Path file, Without without) throws IOException {
        try (SortedReports sorted = new SortedReports(folder.data(), SORT_MEMORY);
                DataFile data = new DataFile(file)) {
            if (rules.isGated() && accepted.isStored(day)) {
                PublicationGate gate =
                        PublicationGate.of(rules.gate(), sink -> accepted.read(day, without.before(sink)));
                LineSink passed = without.before(sorted::add);
                accepted.read(day, without.before(report -> passed.line(gate.pass(report))));
            } else {
                accepted.read(day, without.before(sorted::add));
            }
            sorted.drainTo(data);
            return data.finish();
        }
    }

    private List<PublishedCharts> publishCharts(
            Publication before, SortedMap<LocalDate, PublishedDay> days, LocalDate firstChanged, int number)
            throws IOException {
        Decided decided = source.decided();
        ChartPlan plan = decided.plan();
        SortedMap<String, PublishedCharts> known = new TreeMap<>();
        before.charts().forEach(one -> known.put(one.period().name(), one));
        List<Period> periods = periods(firstChanged, days.lastKey());
        LocalDate drawn =
                periods.stream().map(Period::from).min(LocalDate::compareTo).orElse(firstChanged);
        ChartFold fold = new DayFolds(folder, decided, plan, rules.threads())
                .of(days.tailMap(drawn.minusWeeks(ChartSet.TREND_WEEKS)).values(), drawn);
        List<PublishedCharts> published = new ArrayList<>();
        for (Period period : periods) {
            Optional<PublishedCharts> one = publishCharts(
                    fold.charts(before.collection(), decided.version(), period),
                    Optional.ofNullable(known.get(period.name())),
                    number);
            one.ifPresent(published::add);
        }
        return published;
    }

    private Optional<PublishedCharts> publishCharts(ChartSet charts, Optional<PublishedCharts> before, int number)
            throws IOException {
        byte[] json = ChartSetCodec.toJson(charts);
        String sha256 = Sha256.hex(json);
        if (before.map(one -> one.sha256().equals(sha256)).orElse(false)) {
            return Optional.empty();
        }
        PublishedCharts published = new PublishedCharts(
                charts.period(),
                before.map(one -> one.revision() + 1).orElse(0),
                charts.config(),
                charts.reports(),
                sha256,
                Publication.version(number));
        PublishedFolder.write(folder.file(published), json);
        return Optional.of(published);
    }

    /** The periods whose charts change if a day does: those that hold it, and those whose trend does. */
    static List<Period> periods(LocalDate changed, LocalDate last) {
        List<Period> periods = new ArrayList<>();
        for (LocalDate day = changed; !day.isAfter(last); day = day.plusDays(1)) {
            periods.add(Period.day(day));
            periods.add(Period.weekTo(day));
        }
        for (LocalDate month = changed.withDayOfMonth(1); !month.isAfter(last); month = month.plusMonths(1)) {
            periods.add(Period.monthOf(month));
        }
        return periods;
    }

    private static Publication index(
            Publication before, Publication manifest, SortedMap<LocalDate, PublishedDay> days) {
        SortedMap<String, PublishedCharts> charts = new TreeMap<>();
        before.charts().forEach(one -> charts.put(one.period().name(), one));
        manifest.charts().forEach(one -> charts.put(one.period().name(), one));
        return new Publication(
                before.collection(),
                manifest.number(),
                List.copyOf(days.values()),
                List.copyOf(charts.values()),
                Stream.concat(before.removed().stream(), manifest.removed().stream())
                        .toList());
    }

    private void commit(Publication manifest, Publication index) throws IOException {
        DurableFile.forceFolder(folder.data());
        DurableFile.forceFolder(folder.charts());
        Path writing = folder.root().resolve("writing.json");
        PublishedFolder.write(writing, manifest.toJson());
        DurableFile.replace(writing, folder.manifest());
        PublishedFolder.write(writing, index.toJson());
        DurableFile.replace(writing, folder.pending());
        finishPending();
    }

    private void finishPending() throws IOException {
        Optional<Publication> pending = PublishedFolder.readIfThere(folder.pending());
        if (pending.isEmpty()) {
            return;
        }
        byte[] manifest = Files.readAllBytes(folder.manifest());
        if (Publication.read(manifest).number() != pending.get().number()) {
            throw new CorruptDataException(folder.manifest() + " is of another publication than " + folder.pending()
                    + ", expected number " + pending.get().number());
        }
        log.append(Publication.version(pending.get().number()), manifest);
        DurableFile.replace(folder.pending(), folder.index());
        folder.sweep(pending.get());
    }
}
