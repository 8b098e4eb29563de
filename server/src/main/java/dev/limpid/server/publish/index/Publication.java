package dev.limpid.server.publish.index;

import dev.limpid.server.publish.file.CorruptDataException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Published files, by name and digest: either all that are published now ({@code /data/index.json}), or those that one
 * run changed (the logged manifest). The index combines all manifests, with the newest entry for each week and period.
 *
 * @param collection the collection's name
 * @param number how many publications there were, including this one
 * @param weeks the weeks' answers, by Monday
 * @param charts the periods' charts, by name
 * @param removed accepted answers that are excluded from publication, for ever
 */
public record Publication(
        String collection,
        int number,
        List<PublishedWeek> weeks,
        List<PublishedCharts> charts,
        List<RemovedAnswer> removed) {

    public Publication {
        weeks = List.copyOf(weeks);
        charts = List.copyOf(charts);
        removed = List.copyOf(removed);
    }

    /** A publication that removes nothing. */
    public Publication(String collection, int number, List<PublishedWeek> weeks, List<PublishedCharts> charts) {
        this(collection, number, weeks, charts, List.of());
    }

    /** The index before the first publication. */
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

    /** The canonical JSON text, with a line feed at the end. */
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
