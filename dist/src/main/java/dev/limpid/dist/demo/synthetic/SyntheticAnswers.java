package dev.limpid.dist.demo.synthetic;

import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.report.Report;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.AnswerVisitor;
import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.ResendKey;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * The answers of the made-up machines, as a store that makes them when they are read. Each machine draws for each
 * question of its configuration, and {@link CollectionConfig#answer} makes the answer, as on any machine.
 *
 * <p>One thread adds configurations; answers are read after all have been added.
 */
final class SyntheticAnswers implements AnswerStore {

    private static final int DRAWS = 2;

    /**
     * How many homes make their answers in one task; the results stay in order, so that reading twice gives the same.
     */
    private static final int TOGETHER = 500;

    private final SyntheticCalendar weeks;
    private final List<SyntheticMachine> homes;
    private final SortedMap<LocalDate, CollectionConfig> configs = new TreeMap<>();

    SyntheticAnswers(SyntheticCalendar weeks, int homes) {
        this.weeks = weeks;
        this.homes = IntStream.range(0, homes)
                .parallel()
                .mapToObj(SyntheticMachine::new)
                .toList();
    }

    /** From this day on a configuration is served. */
    void serve(LocalDate day, CollectionConfig config) {
        configs.put(day, config);
    }

    @Override
    public SortedSet<LocalDate> weeks() {
        return weeks.mondays();
    }

    @Override
    public void read(LocalDate week, AnswerVisitor visitor) throws IOException {
        List<List<byte[]>> groups = IntStream.rangeClosed(0, (homes.size() - 1) / TOGETHER)
                .parallel()
                .mapToObj(group -> answers(week, group))
                .toList();
        for (List<byte[]> group : groups) {
            for (byte[] answer : group) {
                visitor.answer(answer);
            }
        }
    }

    private List<byte[]> answers(LocalDate week, int group) {
        List<byte[]> answers = new ArrayList<>();
        for (int i = group * TOGETHER; i < Math.min(homes.size(), (group + 1) * TOGETHER); i++) {
            answers(homes.get(i), week, answers);
        }
        return answers;
    }

    private void answers(SyntheticMachine home, LocalDate monday, List<byte[]> answers) {
        int week = weeks.number(monday);
        SplittableRandom draws = SeededRandom.of(home.number, week, DRAWS);
        if (draws.nextDouble() >= home.activity) {
            return;
        }
        // A new configuration is announced for a week before it applies; half of the machines look for a newer one a
        // week later than the others.
        LocalDate fetched = monday.minusWeeks(draws.nextBoolean() ? 1 : 2);
        CollectionConfig config = Objects.requireNonNull(
                configs.get(configs.headMap(fetched.plusDays(1)).lastKey()));
        Optional<Report> report = Optional.empty();
        for (CollectionConfig.Program program : config.programs()) {
            for (Question question : program.questions()) {
                if (question.isSampled(draws.nextDouble())) {
                    report = report.or(() -> Optional.of(SyntheticReport.of(home, week, monday)));
                    config.answer(CollectionConfig.chart(program, question), report.get())
                            .ifPresent(answer -> answers.add(AnswerCodec.toJson(answer)));
                }
            }
        }
    }

    @Override
    public CompletionStage<AppendOutcome> append(LocalDate week, ResendKey key, byte[] canonicalJson) {
        return CompletableFuture.failedFuture(new IOException("a made-up collection takes no answers"));
    }

    @Override
    public CompletionStage<Boolean> contains(LocalDate week, ResendKey key) {
        return CompletableFuture.completedFuture(false);
    }

    @Override
    public void endResendDetection(LocalDate week) {
        // none can come
    }

    @Override
    public void drop(LocalDate week) {
        throw new UnsupportedOperationException("a made-up week is not stored");
    }

    @Override
    public void close() {
        // nothing is held
    }
}
