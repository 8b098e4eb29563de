package dev.limpid.testkit.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.storage.Appended;
import dev.limpid.server.storage.ReportStore;
import dev.limpid.server.storage.ReportVisitor;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The contract lets a store pass that keeps it, and none that breaks it in one way. */
class BrokenStoresTest {

    /** In which one way a store is wrong. */
    private enum Fault {
        NONE,
        STORES_RESENDS_AGAIN,
        FORGETS_WHEN_CLOSED,
        MIXES_WEEKS,
        SHORTENS_LARGE_REPORTS,
        KEEPS_DROPPED_WEEKS,
        TAKES_WHEN_CLOSED,
        MISCOUNTS,
        SHOWS_A_REPORT_TWICE
    }

    @Test
    void storeThatKeepsTheContract_passes() {
        assertThatCode(() -> all(Fault.NONE)).doesNotThrowAnyException();
    }

    @Test
    void storesThatBreakIt_fail() {
        for (Fault fault : Fault.values()) {
            if (fault != Fault.NONE) {
                assertThatThrownBy(() -> all(fault)).as(fault.name()).isInstanceOf(AssertionError.class);
            }
        }
    }

    private static void all(Fault fault) throws Throwable {
        List<Executable> tests = List.of(
                contract(fault)::newStore_isEmpty,
                contract(fault)::appendedReports_areReadByWeekInTheirBytes,
                contract(fault)::bytesThatAreNoText_areKept,
                contract(fault)::sameBytes_areStoredOnce,
                contract(fault)::sameBytesSentByManyAtOnce_areStoredOnce,
                contract(fault)::manyReports_areAllRead,
                contract(fault)::largeReports_areKeptWhole,
                contract(fault)::droppedWeek_isGoneAndCanBeginAgain,
                contract(fault)::closedStore_takesNothing,
                contract(fault)::reading_seesNoReportTwiceWhileOthersArrive);
        for (Executable test : tests) {
            test.execute();
        }
    }

    private static ReportStoreContract contract(Fault fault) {
        SortedMap<LocalDate, List<byte[]>> kept = new TreeMap<>();
        return new ReportStoreContract() {
            @Override
            protected ReportStore open() {
                return new MemoryStore(kept, fault);
            }
        };
    }

    /** A store that survives nothing, which is enough here. */
    private static final class MemoryStore implements ReportStore {

        private static final LocalDate ANY = LocalDate.EPOCH;

        private final SortedMap<LocalDate, List<byte[]>> weeks;
        private final Fault fault;
        private boolean closed;

        MemoryStore(SortedMap<LocalDate, List<byte[]>> weeks, Fault fault) {
            this.weeks = weeks;
            this.fault = fault;
        }

        @Override
        public CompletionStage<Appended> append(LocalDate week, byte[] report) {
            if (closed && fault != Fault.TAKES_WHEN_CLOSED) {
                return CompletableFuture.failedFuture(new IOException("closed"));
            }
            List<byte[]> reports = weeks.computeIfAbsent(kept(week), one -> new ArrayList<>());
            boolean known = reports.stream().anyMatch(one -> Arrays.equals(one, report));
            if (known && fault != Fault.STORES_RESENDS_AGAIN) {
                return CompletableFuture.completedFuture(Appended.DUPLICATE);
            }
            reports.add(
                    fault == Fault.SHORTENS_LARGE_REPORTS
                            ? Arrays.copyOf(report, Math.min(report.length, 1000))
                            : report);
            return CompletableFuture.completedFuture(Appended.STORED);
        }

        @Override
        public SortedSet<LocalDate> weeks() {
            return new TreeSet<>(weeks.keySet());
        }

        @Override
        public void read(LocalDate week, ReportVisitor visitor) throws IOException {
            for (byte[] report : List.copyOf(weeks.getOrDefault(kept(week), List.of()))) {
                visitor.report(report);
                if (fault == Fault.SHOWS_A_REPORT_TWICE) {
                    visitor.report(report);
                }
            }
        }

        @Override
        public long count(LocalDate week) {
            return weeks.getOrDefault(kept(week), List.of()).size() + (fault == Fault.MISCOUNTS ? 1L : 0L);
        }

        @Override
        public void drop(LocalDate week) {
            if (fault != Fault.KEEPS_DROPPED_WEEKS) {
                weeks.remove(kept(week));
            }
        }

        @Override
        public void close() {
            closed = true;
            if (fault == Fault.FORGETS_WHEN_CLOSED) {
                weeks.clear();
            }
        }

        private LocalDate kept(LocalDate week) {
            return fault == Fault.MIXES_WEEKS ? ANY : week;
        }
    }
}
