package dev.limpid.web.page;

import dev.limpid.web.facts.DataDay;
import dev.limpid.web.frame.Frame;
import dev.limpid.web.template.JtedataGenerated;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * The published files.
 *
 * @param days the days that have files, newest first
 */
public record DataPage(List<DataDay> days) {
    public DataPage {
        days = days.stream()
                .filter(day -> !day.files().isEmpty())
                .sorted(Comparator.comparing(DataDay::date).reversed())
                .toList();
    }

    /** The page. */
    public static String render(Frame frame, List<DataDay> days) {
        DataPage page = new DataPage(days);
        return Markup.of((out, plain) -> JtedataGenerated.render(out, plain, frame, page));
    }

    /** How many reports the newest files hold. */
    public long reports() {
        return days.stream().mapToLong(DataDay::reports).sum();
    }

    /** How long the newest files are together. */
    public long bytes() {
        return days.stream().mapToLong(day -> day.files().get(0).bytes()).sum();
    }

    /** The first day. */
    public LocalDate oldest() {
        return days.get(days.size() - 1).date();
    }

    /** The last day. */
    public LocalDate newest() {
        return days.get(0).date();
    }
}
