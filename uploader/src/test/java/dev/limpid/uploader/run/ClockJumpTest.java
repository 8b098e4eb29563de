package dev.limpid.uploader.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.home.CountFiles;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine's life at random: programs count, days pass, the clock jumps and comes back, the user changes the mode, the
 * server and the log become unreachable and come back. Every event has its own counter, so that the test can find each
 * afterwards.
 */
class ClockJumpTest {

    private static final int LIVES = Integer.getInteger("limpid.lives", 50);
    private static final int STEPS = 120;

    @TempDir
    Path folder;

    @Test
    void noEvent_isSentTwiceOrLostOrSentThoughCountedBeforeConsent() throws Exception {
        for (int seed = 0; seed < LIVES; seed++) {
            new Life(seed, folder.resolve("life" + seed)).live();
        }
    }

    private static final class Life {
        private final int seed;
        private final SplittableRandom random;
        private final HomeFixture home;
        private final RecordingSender server = new RecordingSender(new SendResult.Accepted());
        private final DayOfWeek weekend;
        /** When each event was counted, by the number of the step, which no clock can change. */
        private final Map<String, Integer> countedAt = new HashMap<>();

        private final Set<String> accepted = new HashSet<>();
        private final Set<String> arrived = new HashSet<>();
        private int agreedAt = Integer.MAX_VALUE;
        private int step;

        Life(int seed, Path folder) {
            this.seed = seed;
            this.random = new SplittableRandom(seed);
            this.home = new HomeFixture(folder);
            this.weekend = DayOfWeek.of(1 + random.nextInt(7));
            home.random = random;
        }

        void live() throws Exception {
            for (step = 0; step < STEPS; step++) {
                act();
            }
            home.config = PassConfigSource.of(config());
            server.answer = new SendResult.Accepted();
            pass();
            assertNothingLost();
        }

        private void act() throws Exception {
            int dice = random.nextInt(100);
            if (dice < 45) {
                count();
            } else if (dice < 65) {
                home.today = home.today.plusDays(1 + random.nextInt(3));
            } else if (dice < 70) {
                // Within a year of the truth: anything older than two years is deleted, and would look lost.
                home.today = LocalDate.parse("2026-11-20").plusDays(random.nextInt(-300, 300));
            } else if (dice < 76) {
                choose();
            } else if (dice < 82) {
                home.config =
                        random.nextBoolean() ? PassConfigSource.of(config()) : PassConfigSource.none("no network");
            } else if (dice < 86) {
                server.answer = random.nextBoolean()
                        ? new SendResult.Accepted()
                        : new SendResult.Later("no network", Optional.empty());
            } else {
                pass();
            }
        }

        private void choose() throws IOException {
            if (random.nextInt(3) == 0) {
                home.mode = random.nextBoolean() ? new Mode.Local() : new Mode.Off();
                agreedAt = Integer.MAX_VALUE;
            } else if (!(home.mode instanceof Mode.On)) {
                Consent.seal(home.home, home.now());
                home.mode = new Mode.On(home.today);
                agreedAt = step;
            }
        }

        /** As programs do: into the current week if there is one, otherwise into one that begins today. */
        private void count() throws IOException {
            if (!home.mode.counts()) {
                return;
            }
            LocalDate begin = home.today;
            for (Path file : new CountFiles(home.home.local()).list()) {
                LocalDate other = CountFiles.begin(file).orElseThrow();
                if (other.isBefore(begin) && home.today.isBefore(end(other))) {
                    begin = other;
                }
            }
            String event = "tool/e" + step;
            home.count(begin.toString(), end(begin).toString(), event);
            countedAt.put(event, step);
        }

        private LocalDate end(LocalDate begin) {
            return begin.with(TemporalAdjusters.next(weekend));
        }

        private void pass() throws Exception {
            int before = server.sent.size();
            home.reporting(server).run(random.nextBoolean() ? SendingPace.NOW : SendingPace.IN_ONE_GO, s -> {});
            for (String text : server.sent.subList(before, server.sent.size())) {
                assertMayBeSent(text);
            }
        }

        private void assertMayBeSent(String text) throws Exception {
            Answer answer = AnswerCodec.read(text.getBytes(StandardCharsets.UTF_8));
            assertThat(home.mode).as(life()).isInstanceOf(Mode.On.class);
            boolean again = !accepted.add(text);
            for (AnswerPart part : answer.parts()) {
                part.counts().forEach((event, times) -> {
                    assertThat(times).as(life() + event).isEqualTo(1);
                    assertThat(countedAt.get(event))
                            .as(life() + event + " was counted before consent")
                            .isGreaterThan(agreedAt);
                    assertThat(arrived.add(event) || again)
                            .as(life() + event + " in two weeks")
                            .isTrue();
                });
            }
        }

        private void assertNothingLost() throws Exception {
            StringBuilder all = new StringBuilder();
            try (Stream<Path> files = Files.walk(home.home.folder())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.append(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .append('\n');
                }
            }
            List<String> lost = new ArrayList<>();
            for (String event : countedAt.keySet()) {
                if (!all.toString().matches("(?s).*" + event + "(\\D.*)?")) {
                    lost.add(event);
                }
            }
            assertThat(lost).as(life() + "events that are nowhere").isEmpty();
        }

        private String life() {
            return "life " + seed + ", step " + step + ": ";
        }

        private static CollectionConfig config() {
            return HomeFixture.config(
                    "v1.0.0",
                    1,
                    HomeFixture.question(
                            "events",
                            1,
                            IntStream.range(0, STEPS)
                                    .mapToObj(i -> "tool/e" + i)
                                    .toArray(String[]::new)));
        }
    }
}
