package dev.limpid.server.storage.s3;

import dev.limpid.protocol.answer.AnswerWeek;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The weeks among the names in a bucket, which are Mondays; everything else there is skipped. */
final class WeekNames {

    private WeekNames() {}

    static SortedSet<LocalDate> of(List<String> names) {
        SortedSet<LocalDate> weeks = new TreeSet<>();
        for (String name : names) {
            try {
                LocalDate day = LocalDate.parse(name);
                if (AnswerWeek.isMonday(day)) {
                    weeks.add(day);
                }
            } catch (DateTimeParseException e) {
                // something else in the bucket
            }
        }
        return weeks;
    }
}
