package dev.limpid.cli.view;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.protocol.question.active.Omissions;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.text.LocalizableMessage;
import dev.limpid.uploader.config.StoredConfigs;
import dev.limpid.uploader.consent.DescribedQuestion;
import dev.limpid.uploader.consent.PendingConfigInWords;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.LocalCounts;
import dev.limpid.uploader.home.SentAnswers;
import dev.limpid.uploader.home.WeekDecision;
import dev.limpid.uploader.run.Preview;
import dev.limpid.web.local.LocalHome;
import dev.limpid.web.words.SiteMessages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a telemetry home for the local pages. Changes nothing. */
public final class HomeReader {

    private final TelemetryHome home;
    private final HomeLayout files;
    private final String command;
    private final LocalDate today;
    private final SiteMessages words;

    /**
     * Creates a reader of this home.
     *
     * @param command the command that controls the home, such as {@code limpid}
     * @param words the texts of the pages, from {@link SiteMessages#local}
     */
    public HomeReader(TelemetryHome home, String command, LocalDate today, SiteMessages words) {
        this.home = home;
        this.files = new HomeLayout(home);
        this.command = command;
        this.today = today;
        this.words = words;
    }

    /**
     * Reads the home's present contents.
     *
     * @param why why the mode is in force, in the reader's language
     */
    public LocalHome read(EffectiveMode effective, String why, Optional<StoredConfigs> shown) throws IOException {
        Optional<ActiveQuestions> questions = shown.map(StoredConfigs::questions);
        List<Chart> charts = shown.map(known -> known.newest().charts()).orElse(List.of());
        Preview preview = new Preview(home, effective.mode(), today, questions);
        LocalCounts counts = LocalCounts.read(home);
        Set<String> damaged = new LinkedHashSet<>(counts.damaged());
        Map<LocalDate, Preview.Week> open = new HashMap<>();
        for (Preview.Week week : preview.weeks()) {
            open.put(week.week(), week);
            damaged.addAll(week.damaged());
        }
        List<LocalHome.Week> weeks = new ArrayList<>();
        for (Report report : counts.reports()) {
            weeks.add(new LocalHome.Week(
                    report.week(),
                    !report.week().isAfter(today),
                    report,
                    answers(Optional.ofNullable(open.get(report.week())), charts),
                    questions.map(known -> Omissions.of(known, report)).orElse(List.of()),
                    outcome(report, preview, questions)));
        }
        return new LocalHome(
                home.collection(),
                command,
                effective.mode().toString().split(" ", 2)[0].toLowerCase(Locale.ROOT),
                why,
                shown.map(known -> asked(known, charts)),
                weeks,
                sent(charts),
                List.copyOf(damaged));
    }

    private LocalHome.Asked asked(StoredConfigs shown, List<Chart> charts) {
        List<LocalHome.Question> questions = new ArrayList<>();
        for (ActiveQuestions.ActiveQuestion each : shown.questions().questions()) {
            DescribedQuestion said = DescribedQuestion.of(each.chart(), each.question(), charts, words.language());
            questions.add(new LocalHome.Question(
                    said.chart(),
                    said.title(),
                    said.description(),
                    said.issues(),
                    said.what() + ", " + said.by() + ", " + said.howOften()));
        }
        String version =
                shown.inForce().map(known -> known.config().version()).orElse(words.say("local.asked.none-yet"));
        return new LocalHome.Asked(version, questions, PendingConfigInWords.lines(shown, words.language()));
    }

    private List<LocalHome.Answered> answers(Optional<Preview.Week> open, List<Chart> charts) {
        List<LocalHome.Answered> answers = new ArrayList<>();
        open.ifPresent(week -> {
            week.answers()
                    .forEach(each -> answers.add(answered(
                            each.answer(),
                            charts,
                            week.decided()
                                    ? words.say("local.fate.waits")
                                    : words.say("local.fate.chance", "rate", each.rate()))));
            week.withheld()
                    .forEach(each -> answers.add(answered(
                            each.answer(),
                            charts,
                            words.say("local.fate.stays", "why", each.why().in(words.language())))));
        });
        return answers;
    }

    private static LocalHome.Answered answered(Answer answer, List<Chart> charts, String fate) {
        return new LocalHome.Answered(
                title(answer.chart(), charts), fate, new String(AnswerCodec.toJson(answer), StandardCharsets.UTF_8));
    }

    private static String title(String chart, List<Chart> charts) {
        return charts.stream()
                .filter(each -> chart.equals(each.program() + "/" + each.id()))
                .findFirst()
                .map(Chart::title)
                .orElse(chart);
    }

    private String outcome(Report report, Preview preview, Optional<ActiveQuestions> questions) throws IOException {
        LocalDate week = report.week();
        Optional<String> unreadable = files.unreadable(week);
        if (unreadable.isPresent()) {
            return words.say("local.outcome.unknown", "why", unreadable.get());
        }
        Optional<WeekDecision> note = files.readNote(week);
        if (note.flatMap(WeekDecision::outcome).isPresent()) {
            int sent = SentAnswers.read(files.sent(week)).lines().size();
            String reason = note.get().reason();
            if (sent == 0) {
                return words.say("local.outcome.unsent", "why", reason);
            }
            return reason.isEmpty()
                    ? words.count("local.outcome.sent", sent)
                    : words.count("local.outcome.some", sent, "why", reason);
        }
        boolean ended = !week.isAfter(today);
        Optional<LocalizableMessage> kept = preview.reasonToKeep(week, ended);
        if (kept.isPresent()) {
            return words.say("local.outcome.stays", "why", kept.get().in(words.language()));
        }
        if (questions.isEmpty()) {
            return words.say("local.outcome.unproven");
        }
        return words.say(ended ? "local.outcome.next" : "local.outcome.later");
    }

    private List<LocalHome.Sent> sent(List<Chart> charts) throws IOException {
        List<LocalHome.Sent> sent = new ArrayList<>();
        for (LocalDate week : files.sent()) {
            Optional<String> unreadable = files.unreadable(week);
            if (unreadable.isPresent()) {
                sent.add(new LocalHome.Sent(
                        week,
                        Optional.empty(),
                        List.of(new LocalHome.Answered(words.say("local.sent.hidden"), unreadable.get(), ""))));
                continue;
            }
            Optional<Instant> when = files.readNote(week).flatMap(WeekDecision::when);
            List<LocalHome.Answered> answers = new ArrayList<>();
            for (String line : SentAnswers.read(files.sent(week)).lines()) {
                answers.add(new LocalHome.Answered(title(chart(line), charts), "", line));
            }
            sent.add(new LocalHome.Sent(week, when, answers));
        }
        return sent;
    }

    private String chart(String line) {
        try {
            return AnswerCodec.read(line.getBytes(StandardCharsets.UTF_8)).chart();
        } catch (MalformedJsonException e) {
            return words.say("local.sent.no-answer");
        }
    }
}
