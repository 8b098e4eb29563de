package dev.limpid.server.publish;

import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.server.configuration.ChartInputs;
import dev.limpid.server.file.DurableFile;
import dev.limpid.server.publish.distinct.SortedAnswers;
import dev.limpid.server.publish.file.CorruptDataException;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedCharts;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.publish.index.PublishedWeek.State;
import dev.limpid.server.publish.index.RemovedAnswer;
import dev.limpid.server.storage.AnswerStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Publishes accepted answers: those about every week that is due, and the charts of every period that contains it. It
 * also draws charts again that counted answers under a configuration that has been revoked. A run looks at every week
 * that may be due, even if earlier runs were missed; a run without anything new changes nothing.
 *
 * <p>A run writes in this order, so that a crash at any point leaves the last state complete and readable:
 *
 * <ol>
 *   <li>the new files, under names that are in no index
 *   <li>{@code manifest.json} and {@code pending.json}, the next index
 *   <li>the log's entry for the manifest
 *   <li>{@code index.json}, replaced by {@code pending.json}
 * </ol>
 *
 * A run first finishes a pending publication that it finds: its manifest may already be in the log, and nothing in the
 * log may be missing on disk. Only one publisher at a time.
 */
public final class Publisher {

    private final PublishedFolder folder;
    private final AnswerStore store;
    private final ChartInputs.Source source;
    private final PublicationLog log;
    private final PublishingRules rules;
    private final NetworkCounts networks;
    private final AcceptedAnswers accepted;

    public Publisher(
            PublishedFolder folder,
            AnswerStore store,
            ChartInputs.Source source,
            PublicationLog log,
            PublishingRules rules,
            NetworkCounts networks) {
        this.folder = folder;
        this.store = store;
        this.source = source;
        this.log = log;
        this.rules = rules;
        this.networks = networks;
        this.accepted = new AcceptedAnswers(folder, store, !rules.isGated(), folder.data());
    }

    /**
     * Passes a week's distinct answers to the sink and changes nothing, even while a server publishes: the accepted
     * ones, or, behind a gate, the published ones.
     */
    public static void show(
            PublishedFolder folder, AnswerStore store, PublishingRules rules, LocalDate week, AnswerSink sink)
            throws IOException {
        Path scratch = Files.createTempDirectory("limpid-show");
        try (SortedAnswers rows = new AcceptedAnswers(folder, store, !rules.isGated(), scratch).forOperator(week)) {
            while (rows.advance()) {
                sink.answer(rows.answer(), rows.machines());
            }
        } finally {
            Files.delete(scratch);
        }
    }

    /**
     * Publishes every week that is due.
     *
     * @param today the current day: the rules accept no answers about weeks too far before it
     * @return what this run changed; no weeks and no charts if nothing was new
     */
    public Publication publish(LocalDate today) throws IOException {
        return run(today, List.of());
    }

    /**
     * Publishes without some distinct answers, which later runs leave out, too. Weeks that lose one are published
     * again, with all charts that this changes; the logged manifest lists what was removed.
     *
     * @param digests the SHA-256 of each answer's canonical bytes, in hexadecimal; digests of already removed
     *     answers change nothing
     * @throws UnknownAnswerException if no published or accepted answer has one of them; then nothing is published
     */
    public Publication publishWithout(Collection<String> digests, LocalDate today) throws IOException {
        folder.create();
        finishPending();
        Set<String> wanted = new TreeSet<>(digests);
        folder.publication().removed().forEach(one -> wanted.remove(one.sha256()));
        List<RemovedAnswer> found = wanted.isEmpty() ? List.of() : accepted.find(wanted);
        found.forEach(one -> wanted.remove(one.sha256()));
        if (!wanted.isEmpty()) {
            throw new UnknownAnswerException("no answer has the digest "
                    + wanted.iterator().next()
                    + (rules.isGated()
                            ? ", expected that of a published line as limpid publish --show prints it"
                            : ", expected one as limpid publish --show prints it"));
        }
        return run(today, found);
    }

    private Publication run(LocalDate today, List<RemovedAnswer> found) throws IOException {
        folder.create();
        finishPending();
        Publication before = folder.publication();
        folder.sweep(before);
        int number = before.number() + 1;
        List<RemovedAnswer> removed = new ArrayList<>();
        found.forEach(one -> removed.add(one.in(Publication.version(number))));
        SortedMap<LocalDate, PublishedWeek> weeks = new TreeMap<>();
        before.weeks().forEach(week -> weeks.put(week.week(), week));
        SortedMap<LocalDate, PublishedWeek> changed = publishWeeks(today, before, weeks, removed, number);
        weeks.putAll(changed);
        RevokedAnswers revoked = new RevokedAnswers(folder, source.revoked());
        Set<LocalDate> drawn = new TreeSet<>(changed.keySet());
        drawn.addAll(revoked.weeks(before.weeks()));
        List<PublishedCharts> charts = drawn.isEmpty()
                ? List.of()
                : new ChartPublisher(folder, source.decided(), rules.threads()).publish(before, weeks, drawn, number);
        Publication manifest =
                new Publication(before.collection(), number, List.copyOf(changed.values()), charts, removed);
        if (!changed.isEmpty() || !removed.isEmpty() || !charts.isEmpty()) {
            commit(manifest, index(before, manifest, weeks));
        }
        revoked.noteDrawn();
        noteRun(today);
        return manifest;
    }

    /**
     * Publishes weeks that are due, and weeks that lose removed answers; adds uncountable answers to {@code removed}.
     */
    private SortedMap<LocalDate, PublishedWeek> publishWeeks(
            LocalDate today,
            Publication before,
            SortedMap<LocalDate, PublishedWeek> weeks,
            List<RemovedAnswer> removed,
            int number)
            throws IOException {
        SortedMap<LocalDate, State> due = due(today, weeks);
        Set<LocalDate> without = new TreeSet<>();
        removed.forEach(one -> without.add(one.week()));
        without.removeAll(due.keySet());
        List<PublishedWeek> losing = weeks.values().stream()
                .filter(week -> without.contains(week.week()))
                .toList();
        SortedMap<LocalDate, PublishedWeek> changed = new TreeMap<>();
        if (due.isEmpty() && losing.isEmpty()) {
            return changed;
        }
        AnswerFold probe = new AnswerFold(source.decided().plan());
        WeekPublisher publisher = new WeekPublisher(
                folder,
                accepted,
                rules,
                networks,
                line -> probe.add(line, 0, line.length),
                ExcludedAnswers.of(before.removed(), removed),
                Publication.version(number));
        for (PublishedWeek week : losing) {
            publisher.publishWithoutRemoved(week).ifPresent(published -> changed.put(week.week(), published));
        }
        for (LocalDate week : due.keySet()) {
            publisher
                    .publish(week, due.get(week), Optional.ofNullable(weeks.get(week)))
                    .ifPresent(published -> changed.put(week, published));
        }
        publisher.unreadable().forEach(one -> removed.add(one.in(Publication.version(number))));
        return changed;
    }

    private SortedMap<LocalDate, State> due(LocalDate today, SortedMap<LocalDate, PublishedWeek> known)
            throws IOException {
        Optional<LocalDate> last = lastRun();
        Set<LocalDate> look = new TreeSet<>(store.weeks());
        known.values().stream().filter(one -> one.state() != State.FINAL).forEach(one -> look.add(one.week()));
        SortedMap<LocalDate, State> due = new TreeMap<>();
        for (LocalDate week : look) {
            Optional<State> state = rules.due(week, today);
            if (state.isPresent() && mayHaveChanged(Optional.ofNullable(known.get(week)), state.get(), today, last)) {
                due.put(week, state.get());
            }
        }
        return due;
    }

    private boolean mayHaveChanged(
            Optional<PublishedWeek> known, State state, LocalDate today, Optional<LocalDate> lastRun)
            throws IOException {
        if (known.isEmpty() || known.get().state().compareTo(state) < 0) {
            return true;
        }
        if (state == State.FINAL) {
            // Only if answers were accepted for longer than before: no accepted answer is lost.
            return !rules.isGated()
                    && accepted.count(known.get().week()) > known.get().accepted();
        }
        return rules.cadence() == PublishingRules.Cadence.DAILY
                && known.get().state() == state
                && !lastRun.equals(Optional.of(today)); // also after a run by a clock that was ahead
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
            return Optional.empty(); // without a readable note, every week is looked at again
        }
    }

    private void noteRun(LocalDate today) throws IOException {
        Path writing = folder.root().resolve("writing");
        PublishedFolder.write(writing, today.toString().getBytes(StandardCharsets.US_ASCII));
        DurableFile.replace(writing, folder.root().resolve("last-run"));
    }

    private static Publication index(
            Publication before, Publication manifest, SortedMap<LocalDate, PublishedWeek> weeks) {
        SortedMap<String, PublishedCharts> charts = new TreeMap<>();
        before.charts().forEach(one -> charts.put(one.period().name(), one));
        manifest.charts().forEach(one -> charts.put(one.period().name(), one));
        return new Publication(
                before.collection(),
                manifest.number(),
                List.copyOf(weeks.values()),
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
