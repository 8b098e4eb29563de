package dev.limpid.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalReportStoreTest {

    private static final LocalDate WEEK = LocalDate.parse("2026-11-16");

    @TempDir
    Path root;

    @Test
    void append_isReadBackAfterReopening() throws IOException {
        try (LocalReportStore store = LocalReportStore.open(root)) {
            assertThat(store.append(WEEK, bytes("one")).toCompletableFuture().join())
                    .isEqualTo(Appended.STORED);
            assertThat(store.append(WEEK, bytes("one")).toCompletableFuture().join())
                    .isEqualTo(Appended.DUPLICATE);
            assertThat(store.append(WEEK, bytes("two")).toCompletableFuture().join())
                    .isEqualTo(Appended.STORED);
        }
        try (LocalReportStore store = LocalReportStore.open(root)) {
            assertThat(store.append(WEEK, bytes("two")).toCompletableFuture().join())
                    .isEqualTo(Appended.DUPLICATE);
            assertThat(store.weeks()).containsExactly(WEEK);
            assertThat(reports(store)).containsExactlyInAnyOrder("one", "two");
            store.drop(WEEK);
            assertThat(store.weeks()).isEmpty();
        }
    }

    private static List<String> reports(ReportStore store) throws IOException {
        List<String> reports = new ArrayList<>();
        store.read(WEEK, report -> reports.add(new String(report, StandardCharsets.UTF_8)));
        return reports;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
