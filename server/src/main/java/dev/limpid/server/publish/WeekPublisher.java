package dev.limpid.server.publish;

import dev.limpid.server.file.DurableFile;
import dev.limpid.server.publish.distinct.SortedAnswers;
import dev.limpid.server.publish.file.DataFile;
import dev.limpid.server.publish.file.PublishedLines;
import dev.limpid.server.publish.gate.PublicationGate;
import dev.limpid.server.publish.index.GateSummary;
import dev.limpid.server.publish.index.NetworkHistogram;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.publish.index.PublishedWeek.Earlier;
import dev.limpid.server.publish.index.PublishedWeek.State;
import dev.limpid.server.publish.index.RemovedAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the files of weeks' answers for one publication. Mutable, for one thread. */
final class WeekPublisher {

    private final PublishedFolder folder;
    private final AcceptedAnswers accepted;
    private final PublishingRules rules;
    private final NetworkCounts networks;
    private final PublishableAnswers.Countable countable;
    private final ExcludedAnswers without;
    private final String version;
    private final List<RemovedAnswer> unreadable = new ArrayList<>();

    WeekPublisher(
            PublishedFolder folder,
            AcceptedAnswers accepted,
            PublishingRules rules,
            NetworkCounts networks,
            PublishableAnswers.Countable countable,
            ExcludedAnswers without,
            String version) {
        this.folder = folder;
        this.accepted = accepted;
        this.rules = rules;
        this.networks = networks;
        this.countable = countable;
        this.without = without;
        this.version = version;
    }

    /** The answers that were left out because they could not be counted. */
    List<RemovedAnswer> unreadable() {
        return unreadable;
    }

    /**
     * Publishes the accepted answers of a week; empty if they are already published.
     *
     * @param before the last publication of the week, if there was one
     */
    Optional<PublishedWeek> publish(LocalDate week, State state, Optional<PublishedWeek> before) throws IOException {
        if (before.isPresent() && rules.isGated()) {
            return close(before.get(), state);
        }
        Path file = file(week, before);
        try (PublishableAnswers kept = new PublishableAnswers(accepted.sorted(week), week, without, countable);
                PublicationGate gate = new PublicationGate(rules.gate(), folder.data(), AcceptedAnswers.SORT_MEMORY);
                SortedAnswers rows = rules.isGated() ? gate.pass(kept) : kept) {
            DataFile.Written written = write(rows, file);
            unreadable.addAll(kept.unreadable());
            return changed(
                    week,
                    state,
                    before,
                    kept.accepted(),
                    file,
                    written,
                    networks.of(week),
                    rules.isGated() ? Optional.of(gate.gated()) : Optional.empty());
        }
    }

    /**
     * Publishes a week for the last time that was published before there was a gate. Answers since then are left out:
     * the difference would show what a few machines answered.
     */
    private Optional<PublishedWeek> close(PublishedWeek before, State state) throws IOException {
        long stored = Math.max(before.accepted(), accepted.count(before.week()));
        return republish(before, state, stored, Optional.of(GateSummary.closed(stored - before.accepted())));
    }

    /** Publishes a week's published answers again without the removed ones, and without any that arrived since. */
    Optional<PublishedWeek> publishWithoutRemoved(PublishedWeek before) throws IOException {
        return republish(before, before.state(), before.accepted(), before.gate());
    }

    private Optional<PublishedWeek> republish(
            PublishedWeek before, State state, long acceptedNow, Optional<GateSummary> gated) throws IOException {
        Path file = file(before.week(), Optional.of(before));
        try (PublishableAnswers kept =
                new PublishableAnswers(new PublishedLines(folder.file(before)), before.week(), without, line -> {})) {
            DataFile.Written written = write(kept, file);
            return changed(
                    before.week(), state, Optional.of(before), acceptedNow, file, written, before.networks(), gated);
        }
    }

    private Path file(LocalDate week, Optional<PublishedWeek> before) {
        int revision = before.map(one -> one.revision() + 1).orElse(0);
        return folder.data().resolve(PublishedWeek.file(week, revision));
    }

    private static DataFile.Written write(SortedAnswers rows, Path file) throws IOException {
        try (DataFile data = new DataFile(file)) {
            while (rows.advance()) {
                data.answer(rows.answer(), rows.machines());
            }
            return data.finish();
        }
    }

    private Optional<PublishedWeek> changed(
            LocalDate week,
            State state,
            Optional<PublishedWeek> before,
            long acceptedNow,
            Path file,
            DataFile.Written written,
            Optional<NetworkHistogram> counted,
            Optional<GateSummary> gated)
            throws IOException {
        if (before.isPresent() && before.get().contentSha256().equals(written.contentSha256())) {
            Files.delete(file);
            boolean news = before.get().state() != state
                    || (state == State.FINAL && before.get().accepted() != acceptedNow);
            return !news ? Optional.empty() : Optional.of(before.get().as(state, acceptedNow, version, counted, gated));
        }
        DurableFile.force(file);
        List<Earlier> earlier = new ArrayList<>();
        before.ifPresent(one -> {
            earlier.addAll(one.earlier());
            earlier.add(one.replaced());
        });
        return Optional.of(new PublishedWeek(
                week,
                state,
                before.map(one -> one.revision() + 1).orElse(0),
                acceptedNow,
                written.answers(),
                written.lines(),
                written.alone(),
                written.bytes(),
                written.sha256(),
                written.contentSha256(),
                version,
                counted,
                gated,
                earlier));
    }
}
