package dev.limpid.counter.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Which thread adds to which word of a crowded counter. Here threads are represented by their numbers, and time by a
 * number, too.
 */
class StripesTest {
    private static final long SECOND = 1_000_000_000;

    private final List<ByteBuffer> memory = new ArrayList<>();
    private final List<MappedWord> words = new ArrayList<>();
    private final long now = System.nanoTime();

    private MappedWord[] words(int width) {
        while (words.size() < width) {
            // Not at its beginning: a stripe must find the word within its file.
            memory.add(ByteBuffer.allocateDirect(64).order(ByteOrder.LITTLE_ENDIAN));
            words.add(new MappedWord(null, memory.get(memory.size() - 1), 8 * words.size()));
        }
        return words.subList(0, width).toArray(new MappedWord[0]);
    }

    @Test
    void threadsThatMeet_part_andTheOneThatNoticesMoves() {
        Stripes stripes = new Stripes(words(2), null);
        stripes.checked(4, now, false);
        stripes.checked(6, now, false);
        ByteBuffer shared = stripes.bytesOf(4);
        assertThat(stripes.bytesOf(6)).isSameAs(shared);
        assertThat(stripes.checked(6, now, true)).isTrue();
        assertThat(stripes.bytesOf(4)).isSameAs(shared);
        assertThat(stripes.bytesOf(6)).isNotSameAs(shared);
        // A thread that notices it late finds nobody else there, and stays.
        assertThat(stripes.checked(4, now, true)).isFalse();
        assertThat(stripes.bytesOf(4)).isSameAs(shared);
    }

    @Test
    void threadsOfAnyNumbers_haveAWordEach_onceEachThatMetOthersMoved() {
        long[] threads = {14, 18, 22, 30, 46, 78, 142, 3};
        Stripes stripes = new Stripes(words(8), null);
        for (long thread : threads) {
            stripes.checked(thread, now, false);
        }
        for (long thread : threads) {
            stripes.checked(thread, now, true);
        }
        Set<MappedWord> used = new HashSet<>();
        for (long thread : threads) {
            used.add(stripes.wordAt(stripes.bytesOf(thread)));
        }
        assertThat(used).containsExactlyInAnyOrder(words(8));
    }

    @Test
    void threadThatMeetsOthers_whereNoWordHasFewer_staysAndSaysSo() {
        Stripes stripes = new Stripes(words(2), null);
        for (long thread : new long[] {2, 3, 4}) {
            stripes.checked(thread, now, false);
        }
        ByteBuffer before = stripes.bytesOf(4);
        assertThat(stripes.checked(4, now, true)).isFalse();
        assertThat(stripes.bytesOf(4)).isSameAs(before);
    }

    @Test
    void threadThatAddedLongAgo_takesNoRoom() {
        Stripes stripes = new Stripes(words(2), null);
        stripes.checked(3, now - SECOND, false);
        stripes.checked(4, now, false);
        stripes.checked(6, now, false);
        assertThat(stripes.checked(6, now, true)).isTrue();
        assertThat(stripes.bytesOf(6)).isSameAs(stripes.bytesOf(3));
    }

    @Test
    void moreWords_keepThreadsApartThatWereApart() {
        Stripes two = new Stripes(words(2), null);
        two.checked(4, now, false);
        two.checked(6, now, false);
        two.checked(6, now, true);
        Stripes four = new Stripes(words(4), two);
        assertThat(four.width()).isEqualTo(4);
        for (int one = 0; one < 64; one++) {
            for (int other = 0; other < 64; other++) {
                if (two.wordAt(two.bytesOf(one)) != two.wordAt(two.bytesOf(other))) {
                    assertThat(four.bytesOf(one)).isNotSameAs(four.bytesOf(other));
                }
            }
        }
        Set<MappedWord> used = new HashSet<>();
        for (int thread = 0; thread < 64; thread++) {
            used.add(four.wordAt(four.bytesOf(thread)));
        }
        assertThat(used).containsExactlyInAnyOrder(words(4));
    }

    @Test
    void everyThread_addsToTheWordOfItsBytes_alsoWhereItsNumberIsNone() {
        MappedWord[] all = words(4);
        Stripes stripes = new Stripes(all, null);
        for (long thread : new long[] {0, 1, 255, 256, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40}) {
            ByteBuffer bytes = stripes.bytesOf(thread).order(ByteOrder.LITTLE_ENDIAN);
            MappedWord word = stripes.wordAt(bytes);
            int at = words.indexOf(word);
            bytes.putLong(0, thread);
            assertThat(memory.get(at).getLong(8 * at)).isEqualTo(thread);
        }
    }

    @Test
    void countsThatRunOver_stopAtTheTop_whicheverWordTheyAreIn() {
        MappedWord[] all = words(2);
        MappedWord counter = all[0];
        counter.spread(all);
        for (int i = 0; i < 2; i++) {
            memory.get(i).putLong(8 * i, -2);
        }
        Stripes same = new Stripes(all, null);
        int mine = words.indexOf(same.wordAt(same.bytesOf(Thread.currentThread().getId())));
        assertThat(counter.add(5)).isEqualTo(MappedWord.ADDED);
        assertThat(memory.get(mine).getLong(8 * mine)).isEqualTo(-1);
        assertThat(memory.get(1 - mine).getLong(8 * (1 - mine))).isEqualTo(-2);
    }
}
