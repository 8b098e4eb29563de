package dev.limpid.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The seeds of {@link ParsersFuzzTest}, damaged at random, but in the same way every time. */
class MutationTest {

    private static final int CASES = Integer.getInteger("limpid.cases", 5_000);

    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\ud800",
            "null",
            "-1",
            "1e999",
            "0.5",
            "18446744073709551615",
            "\n",
            "\n---\n",
            "#",
            "truncated",
            "hidden",
            "\u202e",
            "\0",
            "Since",
            "Until",
            "{a,b}",
            "version: ");

    @Test
    void report_survivesDamage() throws IOException {
        damage("report", ParsersFuzzTest::checkReport);
    }

    @Test
    void questions_surviveDamage() throws IOException {
        damage("questions", ParsersFuzzTest::checkQuestions);
    }

    @Test
    void charts_surviveDamage() throws IOException {
        damage("charts", ParsersFuzzTest::checkCharts);
    }

    @Test
    void stack_survivesDamage() throws IOException {
        damage("stack", ParsersFuzzTest::checkStack);
    }

    private static void damage(String kind, Predicate<byte[]> check) throws IOException {
        List<byte[]> seeds = seeds(kind);
        assertThat(seeds)
                .isNotEmpty()
                .allSatisfy(seed -> assertThat(check.test(seed)).isTrue());
        int accepted = 0;
        for (int seed = 0; seed < CASES; seed++) {
            byte[] damaged = damaged(seeds, new Random(seed));
            try {
                accepted += check.test(damaged) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed + " of " + kind + ": " + Arrays.toString(damaged), e);
            }
        }
        assertThat(accepted).isBetween(1, CASES - 1);
    }

    private static List<byte[]> seeds(String kind) throws IOException {
        Path folder = Path.of("src/test/resources/dev/limpid/protocol/ParsersFuzzTestInputs", kind);
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder).sorted()) {
            for (Path file : (Iterable<Path>) files::iterator) {
                seeds.add(Files.readAllBytes(file));
            }
        }
        return seeds;
    }

    /**
     * Up to four of these: a bit is flipped, a stretch is left out, doubled or taken from another seed, a token is
     * inserted.
     */
    private static byte[] damaged(List<byte[]> seeds, Random random) {
        byte[] bytes = seeds.get(random.nextInt(seeds.size())).clone();
        for (int i = 1 + random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
            byte[] other = seeds.get(random.nextInt(seeds.size()));
            int start = random.nextInt(other.length);
            byte[] stretch = Arrays.copyOfRange(other, start, Math.min(other.length, start + to - from));
            byte[] token = TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8);
            switch (random.nextInt(5)) {
                case 0 -> bytes[from] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes = joined(bytes, from, new byte[0], to);
                case 2 -> bytes = joined(bytes, to, Arrays.copyOfRange(bytes, from, to), to);
                case 3 -> bytes = joined(bytes, from, stretch, to);
                default -> bytes = joined(bytes, from, token, from);
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int before, byte[] middle, int after) {
        byte[] joined = new byte[before + middle.length + bytes.length - after];
        System.arraycopy(bytes, 0, joined, 0, before);
        System.arraycopy(middle, 0, joined, before, middle.length);
        System.arraycopy(bytes, after, joined, before + middle.length, bytes.length - after);
        return joined;
    }
}
