package dev.limpid.server.publish.index;

import dev.limpid.server.publish.file.CorruptDataException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was published, by name and digest: either all that is published now ({@code /data/index.json}), or what one run
 * changed (the manifest that is logged). The index is what all manifests say, the newest word on each week and period.
 *
 * @param collection the collection's name
 * @param number how many publications there were, this one included
 * @param weeks the weeks' answers, by Monday
 * @param charts the periods' charts, by name
 * @param removed the answers that were accepted and are not published, or not any more; they stay away
 */
public record Publication(
        String collection, int number, List<PublishedWeek> weeks, List<PublishedCharts> charts, List<Removed> removed) {

    public Publication {
        weeks = List.copyOf(weeks);
        charts = List.copyOf(charts);
        removed = List.copyOf(removed);
    }

    /** A publication that takes nothing out. */
    public Publication(String collection, int number, List<PublishedWeek> weeks, List<PublishedCharts> charts) {
        this(collection, number, weeks, charts, List.of());
    }

    /** Nothing yet. */
    public static Publication none(String collection) {
        return new Publication(collection, 0, List.of(), List.of());
    }

    /** The week of this Monday, if it is published. */
    public Optional<PublishedWeek> week(LocalDate monday) {
        return weeks.stream().filter(one -> one.week().equals(monday)).findFirst();
    }

    /** The Mondays of the weeks that are published for the last time. */
    public Set<LocalDate> finalWeeks() {
        return weeks.stream()
                .filter(one -> one.state() == PublishedWeek.State.FINAL)
                .map(PublishedWeek::week)
                .collect(Collectors.toSet());
    }

    /** The version under which a publication is logged. */
    public static String version(int number) {
        return "v0." + number + ".0";
    }

    /** The canonical JSON text, ended by a line feed. */
    public byte[] toJson() {
        return PublicationWriter.write(this);
    }

    /**
     * Reads what {@link #toJson} wrote.
     *
     * @throws CorruptDataException if it is something else
     */
    public static Publication read(byte[] json) throws CorruptDataException {
        return PublicationReader.read(json);
    }
}
