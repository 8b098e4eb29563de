package dev.limpid.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every store must do. A store's test extends this and says how to open it. */
public abstract class ReportStoreContract {

    private static final LocalDate WEEK = LocalDate.parse("2026-11-16");
    private static final LocalDate OTHER = LocalDate.parse("2026-11-09");

    /** Opens the store; opened again after closing, it has what it had. */
    protected abstract ReportStore open() throws IOException;

    @Test
    void newStore_isEmpty() throws IOException {
        try (ReportStore store = open()) {
            assertThat(store.weeks()).isEmpty();
            assertThat(reports(store, WEEK)).isEmpty();
            store.drop(WEEK);
        }
    }

    @Test
    void appendedReports_areReadByWeekInTheirBytes() throws IOException {
        try (ReportStore store = open()) {
            append(store, WEEK, "{\"a\":1}");
            append(store, WEEK, "{\"b\":\"\u00e9\u0000\"}");
            append(store, OTHER, "{\"c\":3}");
            assertThat(store.weeks()).containsExactly(OTHER, WEEK);
            assertThat(reports(store, WEEK)).containsExactlyInAnyOrder("{\"a\":1}", "{\"b\":\"\u00e9\u0000\"}");
            assertThat(reports(store, OTHER)).containsExactly("{\"c\":3}");
        }
    }

    @Test
    void sameBytes_areStoredOnce() throws IOException {
        try (ReportStore store = open()) {
            assertThat(append(store, WEEK, "one")).isEqualTo(Appended.STORED);
            assertThat(append(store, WEEK, "one")).isEqualTo(Appended.DUPLICATE);
            assertThat(append(store, WEEK, "two")).isEqualTo(Appended.STORED);
            assertThat(append(store, OTHER, "one")).isEqualTo(Appended.STORED);
        }
        try (ReportStore store = open()) {
            assertThat(append(store, WEEK, "two")).isEqualTo(Appended.DUPLICATE);
            assertThat(reports(store, WEEK)).containsExactlyInAnyOrder("one", "two");
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
            assertThat(reports(store, WEEK)).hasSize(10).doesNotHaveDuplicates();
        }
    }

    @Test
    void largeReports_areKeptWhole() throws IOException {
        String large = "x".repeat(1 << 20);
        try (ReportStore store = open()) {
            append(store, WEEK, large);
        }
        try (ReportStore store = open()) {
            assertThat(reports(store, WEEK)).containsExactly(large);
        }
    }

    @Test
    void droppedWeek_isGoneAndCanBeginAgain() throws IOException {
        try (ReportStore store = open()) {
            append(store, WEEK, "one");
            append(store, OTHER, "one");
            store.drop(WEEK);
            assertThat(store.weeks()).containsExactly(OTHER);
            assertThat(append(store, WEEK, "one")).isEqualTo(Appended.STORED);
        }
        try (ReportStore store = open()) {
            assertThat(reports(store, WEEK)).containsExactly("one");
        }
    }

    @Test
    void closedStore_takesNothing() throws IOException {
        ReportStore store = open();
        append(store, WEEK, "one");
        store.close();
        assertThat(store.append(WEEK, bytes("late")).toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void reading_seesNoReportTwiceWhileOthersArrive() throws IOException {
        try (ReportStore store = open()) {
            for (int i = 0; i < 50; i++) {
                append(store, WEEK, "before " + i);
            }
            List<CompletableFuture<Appended>> during = new ArrayList<>();
            List<String> seen = new ArrayList<>();
            store.read(WEEK, report -> {
                seen.add(new String(report, StandardCharsets.UTF_8));
                during.add(store.append(WEEK, bytes("during " + during.size())).toCompletableFuture());
            });
            during.forEach(CompletableFuture::join);
            assertThat(seen).doesNotHaveDuplicates();
            assertThat(seen.stream().filter(report -> report.startsWith("before")))
                    .hasSize(50);
        }
    }

    /** How often {@link Appended#STORED} was told of so many different reports: once for each, unless a store says why. */
    protected void toldStored(int told, int reports) {
        assertThat(told).isEqualTo(reports);
    }

    protected static Appended append(ReportStore store, LocalDate week, String report) {
        return store.append(week, bytes(report)).toCompletableFuture().join();
    }

    static List<String> reports(ReportStore store, LocalDate week) throws IOException {
        List<String> reports = new ArrayList<>();
        store.read(week, report -> reports.add(new String(report, StandardCharsets.UTF_8)));
        return reports;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
