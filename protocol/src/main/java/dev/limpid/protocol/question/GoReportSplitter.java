package dev.limpid.protocol.question;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.StackNameSyntax;
import dev.limpid.protocol.text.Quoted;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Splits reports of golang.org/x/telemetry's client, which sends everything in one report, into the answers that our
 * client would have sent. Immutable, safe for any number of threads.
 */
public final class GoReportSplitter {

    private final CollectionConfig config;
    private final Map<String, Names> programs = new HashMap<>();

    /** Everything that any chart asks of one program. */
    private record Names(Set<String> versions, Set<String> counters, Set<String> stacks) {}

    public GoReportSplitter(CollectionConfig config) {
        this.config = config;
        for (CollectionConfig.Program program : config.programs()) {
            Names names = new Names(Set.copyOf(program.versions()), new HashSet<>(), new HashSet<>());
            for (Question question : program.questions()) {
                if (question.asked() instanceof RequestedCounters.Named counters) {
                    names.counters().addAll(counters.names());
                } else if (question.asked() instanceof RequestedCounters.Stacks stacks) {
                    names.stacks().add(stacks.counter());
                }
            }
            programs.put(program.name(), names);
        }
    }

    /** Why a report is refused, if it is: it contains something that no chart asks for. */
    public Optional<Refusal> check(Report report) {
        if (!report.config().equals(config.version())) {
            return Optional.of(new Refusal(
                    "other-config",
                    "the report was made with configuration " + Quoted.of(report.config()) + ", expected "
                            + config.version()));
        }
        for (ProgramReport program : report.programs()) {
            Refusal refusal = check(program);
            if (refusal != null) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    private @Nullable Refusal check(ProgramReport program) {
        Build build = program.build();
        Names names = programs.get(build.program());
        if (names == null) {
            return refusal("unknown-program", "program", build.program());
        }
        if (!names.versions().contains(build.version())) {
            return refusal("unknown-version", "version", build.version());
        }
        if (!config.runtime().contains(build.runtime())) {
            return refusal("unknown-runtime", "runtime", build.runtime());
        }
        if (!config.os().contains(build.os())) {
            return refusal("unknown-os", "operating system", build.os());
        }
        if (!config.arch().contains(build.arch())) {
            return refusal("unknown-arch", "processor", build.arch());
        }
        for (String counter : program.counters().keySet()) {
            if (!names.counters().contains(counter)) {
                return refusal("unknown-counter", "counter", counter);
            }
        }
        for (String stack : program.stacks().keySet()) {
            if (!names.stacks().contains(StackNameSyntax.prefix(stack))) {
                return refusal("unknown-stack", "stack", stack);
            }
        }
        return null;
    }

    private Refusal refusal(String code, String what, String found) {
        return new Refusal(
                code,
                "the report has the " + what + " " + Quoted.of(found) + ", expected one that configuration "
                        + config.version() + " asks for");
    }

    /**
     * The report's answers to those questions whose rate covers its X. They do not contain X, nor anything about each
     * other.
     */
    public List<Answer> answers(Report report) {
        List<Answer> answers = new ArrayList<>();
        for (CollectionConfig.Program program : config.programs()) {
            for (Question question : program.questions()) {
                if (report.x() <= question.rate()) {
                    config.answer(CollectionConfig.chart(program, question), report)
                            .ifPresent(answers::add);
                }
            }
        }
        return answers;
    }
}
