package dev.limpid.web.page.chart;

import dev.limpid.charts.Period;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.template.JtedatesGenerated;
import dev.limpid.web.words.Dates;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every period that has charts.
 *
 * @param months newest first
 */
public record DatesPage(List<Month> months) {
    public DatesPage {
        months = List.copyOf(months);
    }

    /** The periods that begin in one month. */
    public record Month(String name, Optional<Period> whole, List<Period> periods) {
        public Month {
            periods = List.copyOf(periods);
        }
    }

    /** The page. */
    public static String render(PageContext pageContext, List<Period> all) {
        DatesPage page = new DatesPage(months(all));
        return Markup.of((out, plain) -> JtedatesGenerated.render(out, plain, pageContext, page));
    }

    private static List<Month> months(List<Period> all) {
        Map<String, List<Period>> byMonth = new LinkedHashMap<>();
        for (Period period : PeriodChoice.newestFirst(all)) {
            byMonth.computeIfAbsent(Dates.month(period.from()), any -> new ArrayList<>())
                    .add(period);
        }
        List<Month> months = new ArrayList<>();
        byMonth.forEach((name, periods) -> months.add(new Month(
                name,
                periods.stream()
                        .filter(period -> period.kind() == Period.Kind.MONTH)
                        .findFirst(),
                periods.stream()
                        .filter(period -> period.kind() != Period.Kind.MONTH)
                        .toList())));
        return months;
    }
}
