package dev.limpid.testkit.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.ResendKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What every store must do. A store's test extends this class and defines how to open the store; JUnit runs the tests here:
 *
 * <pre>
 * class MyStoreTest extends AnswerStoreContract {
 *     &#64;TempDir Path folder;
 *
 *     &#64;Override
 *     protected AnswerStore open() {
 *         return new MyStore(folder);
 *     }
 * }
 * </pre>
 *
 * How a store behaves when its disk or network fails is specific to it, and tested separately.
 */
public abstract class AnswerStoreContract {

    private static final LocalDate WEEK = LocalDate.parse("2026-11-16");
    private static final LocalDate OTHER = LocalDate.parse("2026-11-09");

    /** Opens this test's own store. If it is closed and opened again, its contents are still there. */
    protected abstract AnswerStore open() throws IOException;

    /**
     * Checks how often {@link AppendOutcome#STORED} was returned for this number of different answers: once for each. A store that cannot
     * promise this overrides the method and says why.
     */
    protected void whenAcknowledged(int acknowledged, int answers) {
        assertEquals(answers, acknowledged, "how often STORED was returned for " + answers + " different answers");
    }

    @Test
    void newStore_isEmpty() throws IOException {
        try (AnswerStore store = open()) {
            assertEquals(Set.of(), store.weeks());
            assertEquals(List.of(), read(store, WEEK));
            assertEquals(0, store.count(WEEK));
            store.drop(WEEK);
        }
    }

    @Test
    void appendedAnswers_areReadByWeekInTheirBytes() throws IOException {
        try (AnswerStore store = open()) {
            append(store, WEEK, "{\"a\":1}");
            append(store, WEEK, "{\"b\":\"\u00e9\u0000\"}");
            append(store, OTHER, "{\"c\":3}");
            assertEquals(List.of(OTHER, WEEK), List.copyOf(store.weeks()));
            assertEachOnce(List.of("{\"a\":1}", "{\"b\":\"\u00e9\u0000\"}"), read(store, WEEK));
            assertEachOnce(List.of("{\"c\":3}"), read(store, OTHER));
        }
    }

    @Test
    void bytesThatAreNoText_areKept() throws IOException {
        byte[] noText = {0, -1, -128, 127, '\n', '\r', 0};
        try (AnswerStore store = open()) {
            store.append(WEEK, key("no text"), noText).toCompletableFuture().join();
            List<byte[]> found = new ArrayList<>();
            store.read(WEEK, found::add);
            assertEquals(1, found.size());
            assertArrayEquals(noText, found.get(0));
        }
    }

    @Test
    void sameBytesOfAnotherKey_areAnotherAnswer() throws IOException {
        try (AnswerStore store = open()) {
            for (String key : List.of("one", "two", "two", "three", "one")) {
                store.append(WEEK, key(key), bytes("the same"))
                        .toCompletableFuture()
                        .join();
            }
            assertEquals(List.of("the same", "the same", "the same"), read(store, WEEK));
        }
        try (AnswerStore store = open()) {
            store.append(WEEK, key("three"), bytes("the same"))
                    .toCompletableFuture()
                    .join();
            assertEquals(3, store.count(WEEK));
        }
    }

    @Test
    void otherBytesOfTheSameKey_replaceNothing() throws IOException {
        try (AnswerStore store = open()) {
            append(store, WEEK, "first");
            assertEquals(
                    AppendOutcome.DUPLICATE,
                    store.append(WEEK, key("first"), bytes("second"))
                            .toCompletableFuture()
                            .join());
            assertEquals(List.of("first"), read(store, WEEK));
        }
    }

    @Test
    void keys_areHeldOnceTheirAnswersAreStored() throws IOException {
        try (AnswerStore store = open()) {
            append(store, WEEK, "one");
            assertTrue(holds(store, WEEK, "one"), "the key of a stored answer is held");
            assertFalse(holds(store, WEEK, "two"), "no answer came with this key");
            assertFalse(holds(store, LocalDate.parse("2020-01-06"), "one"), "nor about this week");
            assertEquals(new TreeSet<>(List.of(WEEK)), store.weeks(), "asking makes no week");
        }
    }

    private static boolean holds(AnswerStore store, LocalDate week, String text) {
        return store.contains(week, key(text)).toCompletableFuture().join();
    }

    @Test
    void forgottenResends_leaveTheAnswersAndAreNew() throws IOException {
        try (AnswerStore store = open()) {
            append(store, WEEK, "one");
            append(store, OTHER, "one");
            store.endResendDetection(WEEK);
            store.endResendDetection(WEEK);
            assertEquals(List.of("one"), read(store, WEEK), "answers stay when resends are forgotten");
            assertEquals(AppendOutcome.DUPLICATE, append(store, OTHER, "one"), "another week's are not forgotten");
        }
        try (AnswerStore store = open()) {
            assertEquals(
                    AppendOutcome.STORED,
                    append(store, WEEK, "one"),
                    "the store has forgotten that it was sent before");
            assertEquals(AppendOutcome.DUPLICATE, append(store, WEEK, "one"));
            store.endResendDetection(LocalDate.parse("2020-01-06"));
        }
    }

    @Test
    void sameKey_isStoredOnce() throws IOException {
        try (AnswerStore store = open()) {
            assertEquals(AppendOutcome.STORED, append(store, WEEK, "one"));
            assertEquals(AppendOutcome.DUPLICATE, append(store, WEEK, "one"));
            assertEquals(AppendOutcome.STORED, append(store, WEEK, "two"));
            assertEquals(AppendOutcome.STORED, append(store, OTHER, "one"), "the same key in another week");
        }
        try (AnswerStore store = open()) {
            assertEquals(AppendOutcome.DUPLICATE, append(store, WEEK, "two"), "after the store was opened again");
            assertEachOnce(List.of("one", "two"), read(store, WEEK));
        }
    }

    @Test
    void sameAnswerSentByManyAtOnce_areStoredOnce() throws IOException {
        try (AnswerStore store = open()) {
            List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                outcomes.add(store.append(WEEK, key("answer " + i % 10), bytes("answer " + i % 10))
                        .toCompletableFuture());
            }
            List<AppendOutcome> all =
                    outcomes.stream().map(CompletableFuture::join).toList();
            whenAcknowledged(Collections.frequency(all, AppendOutcome.STORED), 10);
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                expected.add("answer " + i);
            }
            assertEachOnce(expected, read(store, WEEK));
        }
    }

    @Test
    void manyAnswers_areAllRead() throws IOException {
        List<String> expected = new ArrayList<>();
        try (AnswerStore store = open()) {
            List<CompletableFuture<AppendOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 1_100; i++) {
                expected.add("answer " + i);
                outcomes.add(store.append(WEEK, key("answer " + i), bytes("answer " + i))
                        .toCompletableFuture());
                if (outcomes.size() == 100) {
                    outcomes.forEach(CompletableFuture::join);
                    outcomes.clear();
                }
            }
            assertEachOnce(expected, read(store, WEEK));
            assertEquals(expected.size(), store.count(WEEK));
        }
        try (AnswerStore store = open()) {
            assertEachOnce(expected, read(store, WEEK));
            assertEquals(expected.size(), store.count(WEEK));
        }
    }

    @Test
    void largeAnswers_areKeptWhole() throws IOException {
        String large = "x".repeat(1 << 20);
        try (AnswerStore store = open()) {
            append(store, WEEK, large);
        }
        try (AnswerStore store = open()) {
            assertEachOnce(List.of(large), read(store, WEEK));
        }
    }

    @Test
    void droppedWeek_isGoneAndCanBeginAgain() throws IOException {
        try (AnswerStore store = open()) {
            append(store, WEEK, "one");
            append(store, OTHER, "one");
            store.drop(WEEK);
            assertEquals(Set.of(OTHER), store.weeks());
            assertEquals(List.of(), read(store, WEEK));
            assertEquals(AppendOutcome.STORED, append(store, WEEK, "one"), "after its week was dropped");
        }
        try (AnswerStore store = open()) {
            assertEachOnce(List.of("one"), read(store, WEEK));
        }
    }

    /** An interrupt is meant for the caller, and is not a failure of the disk or of the network. */
    @Test
    void interruptedCaller_isServedAllTheSame_andStaysInterrupted() throws IOException {
        try (AnswerStore store = open()) {
            append(store, WEEK, "one");
            Thread.currentThread().interrupt();
            try {
                append(store, WEEK, "two");
                assertEachOnce(List.of("one", "two"), read(store, WEEK));
                assertEquals(2, store.count(WEEK));
                assertEquals(Set.of(WEEK), store.weeks());
                store.endResendDetection(WEEK);
                store.drop(WEEK);
                assertEquals(Set.of(), store.weeks());
            } finally {
                assertTrue(Thread.interrupted(), "the caller was interrupted, and should be so still");
            }
        }
    }

    /** A store of a single node does not have to remember final weeks. */
    @Test
    void finalWeeks_areThoseThatWereMarked() throws IOException {
        try (AnswerStore store = open()) {
            assertEquals(Set.of(), store.finalWeeks());
            store.markFinal(WEEK);
            store.markFinal(WEEK);
            assertEquals(Set.of(), store.weeks());
        }
        try (AnswerStore store = open()) {
            assertTrue(Set.of(WEEK).containsAll(store.finalWeeks()), "no other week is final");
        }
    }

    @Test
    void closedStore_takesNothing() throws IOException {
        AnswerStore store = open();
        append(store, WEEK, "one");
        store.close();
        assertTrue(
                store.append(WEEK, key("late"), bytes("late"))
                        .toCompletableFuture()
                        .isCompletedExceptionally(),
                "appending to a closed store should fail at once");
    }

    @Test
    void reading_seesNoAnswerTwiceWhileOthersArrive() throws IOException {
        try (AnswerStore store = open()) {
            Set<String> before = new TreeSet<>();
            for (int i = 0; i < 50; i++) {
                before.add("before " + i);
                append(store, WEEK, "before " + i);
            }
            List<CompletableFuture<AppendOutcome>> during = new ArrayList<>();
            List<String> seen = new ArrayList<>();
            store.read(WEEK, answer -> {
                seen.add(new String(answer, StandardCharsets.UTF_8));
                during.add(store.append(WEEK, key("during " + during.size()), bytes("during " + during.size()))
                        .toCompletableFuture());
            });
            during.forEach(CompletableFuture::join);
            assertEquals(seen.size(), new HashSet<>(seen).size(), "an answer was shown twice: " + seen);
            assertTrue(seen.containsAll(before), "answers that were durable before reading began were not shown");
        }
    }

    /** Appends and waits until the answer is durable. */
    protected static AppendOutcome append(AnswerStore store, LocalDate week, String answer) {
        return store.append(week, key(answer), bytes(answer))
                .toCompletableFuture()
                .join();
    }

    /** Every answer of a week, in the order in which it was read. */
    protected static List<String> read(AnswerStore store, LocalDate week) throws IOException {
        List<String> answers = new ArrayList<>();
        store.read(week, answer -> answers.add(new String(answer, StandardCharsets.UTF_8)));
        return answers;
    }

    private static void assertEachOnce(List<String> expected, List<String> found) {
        assertEquals(
                expected.stream().sorted().toList(), found.stream().sorted().toList());
    }

    /** A different key for each text. */
    protected static ResendKey key(String text) {
        return ResendKey.ofReport(bytes(text), "org.example/tool/chart");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
