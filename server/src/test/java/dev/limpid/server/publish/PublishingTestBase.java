package dev.limpid.server.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.server.configuration.ChartInputs;
import dev.limpid.server.publish.file.AnswerFiles;
import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.ResendKey;
import dev.limpid.server.storage.local.LocalAnswerStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A collection with answers about two weeks, and what its tests check. */
abstract class PublishingTestBase {

    /** The later of the two weeks: its Monday. */
    static final LocalDate WEEK = LocalDate.parse("2026-08-17");

    /** The first day on which the later week is published. */
    static final LocalDate PROVISIONAL = WEEK.plusDays(14);

    /** The first day on which no more answers about it can arrive. */
    static final LocalDate FINAL = WEEK.plusDays(6 + 21 + 2);

    final Map<String, byte[]> logged = new LinkedHashMap<>();
    final Path storeFolder;
    final AnswerStore store;
    final PublishedFolder folder;
    private final Random random = new Random(7);

    PublishingTestBase(Path temp) throws IOException {
        storeFolder = temp.resolve("answers");
        store = LocalAnswerStore.open(storeFolder);
        folder = new PublishedFolder(temp.resolve("published"), "example.org");
    }

    @BeforeEach
    void accept() {
        accept(WEEK, 40);
        accept(WEEK.minusWeeks(1), 30);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    final void accept(LocalDate week, int answers) {
        accept(answers, () -> SampleCollection.answer(week, random));
    }

    /** This many answers at once: the store commits waiting answers together. */
    final void accept(int answers, Supplier<Answer> next) {
        accept(store, Stream.generate(next).limit(answers).toList());
    }

    static void accept(AnswerStore store, List<Answer> answers) {
        CompletableFuture.allOf(answers.stream()
                        .map(answer -> store.append(answer.week(), ResendKey.unique(), SampleCollection.bytes(answer))
                                .toCompletableFuture())
                        .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    final void accept(Answer answer) {
        accept(answer.week(), SampleCollection.bytes(answer));
    }

    final void accept(LocalDate week, byte[] answer) {
        store.append(week, ResendKey.unique(), answer).toCompletableFuture().join();
    }

    final Publisher publisher() {
        return publisher(rules());
    }

    final Publisher publisher(PublishingRules rules) {
        return new Publisher(folder, store, SampleCollection.source(), logged::put, rules, NetworkCounts.NONE);
    }

    final Publisher publisher(ChartInputs.Source source) {
        return new Publisher(folder, store, source, logged::put, rules(), NetworkCounts.NONE);
    }

    static PublishingRules rules() {
        return new PublishingRules(21, 2);
    }

    final List<String> lines(LocalDate week) throws IOException {
        List<String> lines = new ArrayList<>();
        AnswerFiles.lines(folder.answers(week).orElseThrow(), line -> lines.add(new String(line, UTF_8)));
        return lines;
    }

    final List<PublishedAnswer> answers(LocalDate week) throws IOException {
        return lines(week).stream().map(PublishingTestBase::read).toList();
    }

    static PublishedAnswer read(String line) {
        try {
            return PublishedAnswer.read(line.getBytes(UTF_8));
        } catch (MalformedJsonException e) {
            throw new IllegalStateException(e);
        }
    }

    final List<String> problems() throws IOException {
        Map<LocalDate, Path> files = new TreeMap<>();
        folder.publication().weeks().forEach(week -> files.put(week.week(), folder.file(week)));
        return new Recomputation(folder.publication(), files, 2)
                .problems(version -> SampleCollection.decided(), one -> Files.readAllBytes(folder.file(one)));
    }
}
