package dev.limpid.web.local;

import dev.limpid.protocol.question.active.Omission;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.text.LocalizableMessage;
import java.util.List;
import java.util.Optional;

/**
 * The view of one week for its page.
 *
 * @param week the week's counts
 */
public record LocalWeek(LocalHome.Week week) {

    /** The builds that counted anything. */
    public List<ProgramReport> programs() {
        return week.counted().programs();
    }

    /** The counters of a build as charts. */
    public List<CountGroup> counters(ProgramReport program) {
        return CountGroup.counters(program, week.leftOut());
    }

    /** The stacks of a build. */
    public List<CountGroup> stacks(ProgramReport program) {
        return CountGroup.stacks(program, week.leftOut());
    }

    /** Why none of a build's counts may be sent; empty if some may. */
    public Optional<LocalizableMessage> whyNot(ProgramReport program) {
        return week.leftOut().stream()
                .filter(omission -> omission.build().equals(program.build())
                        && omission.name().isEmpty())
                .map(Omission::message)
                .findFirst();
    }
}
