package dev.limpid.web.page;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.web.frame.Frame;
import dev.limpid.web.plot.ChartView;
import dev.limpid.web.template.JtechartsGenerated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All charts of one period, by program.
 *
 * @param set the figures
 * @param choice the period among the others
 * @param programs the charts made ready, by program
 */
public record ChartsPage(ChartSet set, PeriodChoice choice, List<Program> programs) {
    public ChartsPage {
        programs = List.copyOf(programs);
    }

    /** One program and its charts. */
    public record Program(String name, String anchor, long answers, Estimate installations, List<ChartView> charts) {
        public Program {
            charts = List.copyOf(charts);
        }
    }

    /** The page of these charts. */
    public static String render(Frame frame, ChartSet set, PeriodChoice choice) {
        ChartsPage page = of(set, choice);
        return Markup.of((out, plain) -> JtechartsGenerated.render(out, plain, frame, Optional.of(page)));
    }

    /** The page before there are any. */
    public static String none(Frame frame) {
        return Markup.of((out, plain) -> JtechartsGenerated.render(out, plain, frame, Optional.empty()));
    }

    private static ChartsPage of(ChartSet set, PeriodChoice choice) {
        List<Program> programs = new ArrayList<>();
        for (ChartSet.ProgramCharts one : set.programs()) {
            programs.add(new Program(
                    one.program(),
                    "program-" + (programs.size() + 1),
                    one.answers(),
                    one.installations(),
                    one.charts().stream().map(ChartView::of).toList()));
        }
        return new ChartsPage(set, choice, programs);
    }
}
