package dev.limpid.testkit.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.server.storage.AnswerStore;
import dev.limpid.server.storage.AnswerVisitor;
import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.ResendKey;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A store that keeps the contract passes, and stores that break it in one way do not. */
class BrokenStoresTest {

    /** The one way in which a store is wrong. */
    private enum Fault {
        NONE,
        STORES_RESENDS_AGAIN,
        TAKES_EQUAL_BYTES_FOR_RESENDS,
        REMEMBERS_FORGOTTEN_RESENDS,
        HOLDS_WHAT_NEVER_CAME,
        HOLDS_NOTHING,
        FORGETS_ANSWERS_WITH_RESENDS,
        FORGETS_WHEN_CLOSED,
        MIXES_WEEKS,
        SHORTENS_LARGE_ANSWERS,
        KEEPS_DROPPED_WEEKS,
        TAKES_WHEN_CLOSED,
        MISCOUNTS,
        SHOWS_AN_ANSWER_TWICE,
        SWALLOWS_INTERRUPTS
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
                contract(fault)::appendedAnswers_areReadByWeekInTheirBytes,
                contract(fault)::bytesThatAreNoText_areKept,
                contract(fault)::sameKey_isStoredOnce,
                contract(fault)::sameBytesOfAnotherKey_areAnotherAnswer,
                contract(fault)::otherBytesOfTheSameKey_replaceNothing,
                contract(fault)::keys_areHeldOnceTheirAnswersAreStored,
                contract(fault)::forgottenResends_leaveTheAnswersAndAreNew,
                contract(fault)::sameAnswerSentByManyAtOnce_areStoredOnce,
                contract(fault)::manyAnswers_areAllRead,
                contract(fault)::largeAnswers_areKeptWhole,
                contract(fault)::droppedWeek_isGoneAndCanBeginAgain,
                contract(fault)::interruptedCaller_isServedAllTheSame_andStaysInterrupted,
                contract(fault)::closedStore_takesNothing,
                contract(fault)::reading_seesNoAnswerTwiceWhileOthersArrive);
        for (Executable test : tests) {
            test.execute();
        }
    }

    private static AnswerStoreContract contract(Fault fault) {
        SortedMap<LocalDate, List<Kept>> kept = new TreeMap<>();
        return new AnswerStoreContract() {
            @Override
            protected AnswerStore open() {
                return new MemoryStore(kept, fault);
            }
        };
    }

    /** An answer, and the key that identifies it unless that was forgotten. */
    private record Kept(Optional<ResendKey> key, byte[] answer) {}

    /** A store that survives nothing, which is enough here. */
    private static final class MemoryStore implements AnswerStore {

        private static final LocalDate ANY = LocalDate.EPOCH;

        private final SortedMap<LocalDate, List<Kept>> weeks;
        private final Fault fault;
        private boolean closed;

        MemoryStore(SortedMap<LocalDate, List<Kept>> weeks, Fault fault) {
            this.weeks = weeks;
            this.fault = fault;
        }

        @Override
        public CompletionStage<AppendOutcome> append(LocalDate week, ResendKey key, byte[] answer) {
            if (closed && fault != Fault.TAKES_WHEN_CLOSED) {
                return CompletableFuture.failedFuture(new IOException("closed"));
            }
            List<Kept> answers = weeks.computeIfAbsent(kept(week), one -> new ArrayList<>());
            boolean known = answers.stream()
                    .anyMatch(one -> fault == Fault.TAKES_EQUAL_BYTES_FOR_RESENDS
                            ? Arrays.equals(one.answer(), answer)
                            : one.key().equals(Optional.of(key)));
            if (known && fault != Fault.STORES_RESENDS_AGAIN) {
                return CompletableFuture.completedFuture(AppendOutcome.DUPLICATE);
            }
            answers.add(new Kept(
                    Optional.of(key),
                    fault == Fault.SHORTENS_LARGE_ANSWERS
                            ? Arrays.copyOf(answer, Math.min(answer.length, 1000))
                            : answer));
            return CompletableFuture.completedFuture(AppendOutcome.STORED);
        }

        @Override
        public CompletionStage<Boolean> contains(LocalDate week, ResendKey key) {
            boolean known = weeks.getOrDefault(kept(week), List.of()).stream()
                    .anyMatch(one -> one.key().equals(Optional.of(key)));
            return CompletableFuture.completedFuture(
                    known ? fault != Fault.HOLDS_NOTHING : fault == Fault.HOLDS_WHAT_NEVER_CAME);
        }

        @Override
        public void endResendDetection(LocalDate week) {
            List<Kept> answers = weeks.getOrDefault(kept(week), new ArrayList<>());
            if (fault == Fault.FORGETS_ANSWERS_WITH_RESENDS) {
                answers.clear();
            } else if (fault != Fault.REMEMBERS_FORGOTTEN_RESENDS) {
                answers.replaceAll(one -> new Kept(Optional.empty(), one.answer()));
            }
        }

        @Override
        public SortedSet<LocalDate> weeks() {
            return new TreeSet<>(weeks.keySet());
        }

        @Override
        public void read(LocalDate week, AnswerVisitor visitor) throws IOException {
            if (fault == Fault.SWALLOWS_INTERRUPTS) {
                swallowInterrupt();
            }
            for (Kept one : List.copyOf(weeks.getOrDefault(kept(week), List.of()))) {
                visitor.answer(one.answer());
                if (fault == Fault.SHOWS_AN_ANSWER_TWICE) {
                    visitor.answer(one.answer());
                }
            }
        }

        @SuppressWarnings("ResultOfMethodCallIgnored") // that is the fault
        private static void swallowInterrupt() {
            Thread.interrupted();
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
