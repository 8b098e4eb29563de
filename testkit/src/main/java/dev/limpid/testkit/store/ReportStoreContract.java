package dev.limpid.testkit.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.limpid.server.storage.Appended;
import dev.limpid.server.storage.ReportStore;
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
 * What every store must do. A store's test extends this and says how to open it; JUnit runs what is here:
 *
 * <pre>
 * class MyStoreTest extends ReportStoreContract {
 *     &#64;TempDir Path folder;
 *
 *     &#64;Override
 *     protected ReportStore open() {
 *         return new MyStore(folder);
 *     }
 * }
 * </pre>
 *
 * What a store does when its disk or its network fails is its own, and for tests of its own.
 */
public abstract class ReportStoreContract {

    private static final LocalDate WEEK = LocalDate.parse("2026-11-16");
    private static final LocalDate OTHER = LocalDate.parse("2026-11-09");

    /** Opens the store that this test has to itself; opened again after closing, it has what it had. */
    protected abstract ReportStore open() throws IOException;

    /** How often {@link Appended#STORED} was told of so many different reports: once for each, unless a store says why. */
    protected void toldStored(int told, int reports) {
        assertEquals(reports, told, "how often STORED was told of " + reports + " different reports");
    }

    @Test
    void newStore_isEmpty() throws IOException {
        try (ReportStore store = open()) {
            assertEquals(Set.of(), store.weeks());
            assertEquals(List.of(), read(store, WEEK));
            assertEquals(0, store.count(WEEK));
            store.drop(WEEK);
        }
    }

    @Test
    void appendedReports_areReadByWeekInTheirBytes() throws IOException {
        try (ReportStore store = open()) {
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
        try (ReportStore store = open()) {
            store.append(WEEK, noText).toCompletableFuture().join();
            List<byte[]> found = new ArrayList<>();
            store.read(WEEK, found::add);
            assertEquals(1, found.size());
            assertArrayEquals(noText, found.get(0));
        }
    }

    @Test
    void sameBytes_areStoredOnce() throws IOException {
        try (ReportStore store = open()) {
            assertEquals(Appended.STORED, append(store, WEEK, "one"));
            assertEquals(Appended.DUPLICATE, append(store, WEEK, "one"));
            assertEquals(Appended.STORED, append(store, WEEK, "two"));
            assertEquals(Appended.STORED, append(store, OTHER, "one"), "the same bytes in another week");
        }
        try (ReportStore store = open()) {
            assertEquals(Appended.DUPLICATE, append(store, WEEK, "two"), "after the store was opened again");
            assertEachOnce(List.of("one", "two"), read(store, WEEK));
        }
    }

    @Test
    void sameBytesSentByManyAtOnce_areStoredOnce() throws IOException {
        try (ReportStore store = open()) {
            List<CompletableFuture<Appended>> outcomes = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                outcomes.add(store.append(WEEK, bytes("report " + i % 10)).toCompletableFuture());
            }
            List<Appended> all = outcomes.stream().map(CompletableFuture::join).toList();
            toldStored(Collections.frequency(all, Appended.STORED), 10);
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                expected.add("report " + i);
            }
            assertEachOnce(expected, read(store, WEEK));
        }
    }

    @Test
    void manyReports_areAllRead() throws IOException {
        List<String> expected = new ArrayList<>();
        try (ReportStore store = open()) {
            List<CompletableFuture<Appended>> outcomes = new ArrayList<>();
            for (int i = 0; i < 1_100; i++) {
                expected.add("report " + i);
                outcomes.add(store.append(WEEK, bytes("report " + i)).toCompletableFuture());
                if (outcomes.size() == 100) {
                    outcomes.forEach(CompletableFuture::join);
                    outcomes.clear();
                }
            }
            assertEachOnce(expected, read(store, WEEK));
            assertEquals(expected.size(), store.count(WEEK));
        }
        try (ReportStore store = open()) {
            assertEachOnce(expected, read(store, WEEK));
            assertEquals(expected.size(), store.count(WEEK));
        }
    }

    @Test
    void largeReports_areKeptWhole() throws IOException {
        String large = "x".repeat(1 << 20);
        try (ReportStore store = open()) {
            append(store, WEEK, large);
        }
        try (ReportStore store = open()) {
            assertEachOnce(List.of(large), read(store, WEEK));
        }
    }

    @Test
    void droppedWeek_isGoneAndCanBeginAgain() throws IOException {
        try (ReportStore store = open()) {
            append(store, WEEK, "one");
            append(store, OTHER, "one");
            store.drop(WEEK);
            assertEquals(Set.of(OTHER), store.weeks());
            assertEquals(List.of(), read(store, WEEK));
            assertEquals(Appended.STORED, append(store, WEEK, "one"), "after its week was dropped");
        }
        try (ReportStore store = open()) {
            assertEachOnce(List.of("one"), read(store, WEEK));
        }
    }

    @Test
    void closedStore_takesNothing() throws IOException {
        ReportStore store = open();
        append(store, WEEK, "one");
        store.close();
        assertTrue(
                store.append(WEEK, bytes("late")).toCompletableFuture().isCompletedExceptionally(),
                "appending to a closed store should fail at once");
    }

    @Test
    void reading_seesNoReportTwiceWhileOthersArrive() throws IOException {
        try (ReportStore store = open()) {
            Set<String> before = new TreeSet<>();
            for (int i = 0; i < 50; i++) {
                before.add("before " + i);
                append(store, WEEK, "before " + i);
            }
            List<CompletableFuture<Appended>> during = new ArrayList<>();
            List<String> seen = new ArrayList<>();
            store.read(WEEK, report -> {
                seen.add(new String(report, StandardCharsets.UTF_8));
                during.add(store.append(WEEK, bytes("during " + during.size())).toCompletableFuture());
            });
            during.forEach(CompletableFuture::join);
            assertEquals(seen.size(), new HashSet<>(seen).size(), "a report was shown twice: " + seen);
            assertTrue(seen.containsAll(before), "reports that were durable before reading began were not shown");
        }
    }

    /** Appends and waits until the report is durable. */
    protected static Appended append(ReportStore store, LocalDate week, String report) {
        return store.append(week, bytes(report)).toCompletableFuture().join();
    }

    /** Every report of a week, as it was read. */
    protected static List<String> read(ReportStore store, LocalDate week) throws IOException {
        List<String> reports = new ArrayList<>();
        store.read(week, report -> reports.add(new String(report, StandardCharsets.UTF_8)));
        return reports;
    }

    private static void assertEachOnce(List<String> expected, List<String> found) {
        assertEquals(
                expected.stream().sorted().toList(), found.stream().sorted().toList());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
