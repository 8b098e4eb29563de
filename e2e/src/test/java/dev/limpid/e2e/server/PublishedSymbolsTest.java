package dev.limpid.e2e.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.e2e.world.Machine;
import dev.limpid.e2e.world.World;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.AnswerToken;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.testkit.TemporaryFolder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The list of a program's methods, as the Maven plugin makes it from the program's classes, put where the operator puts
 * it: what the program really sends passes, and a stack with any other method is left out of its answer and counted.
 */
class PublishedSymbolsTest {

    private static final LocalDate FIRST = World.FIRST_DAY;
    private static final String CHART = "example.org/dupfind/failures";
    private static final String DROPPED = "limpid_stacks_dropped_total{collection=\"" + World.COLLECTION + "\"} ";

    private int tokens;

    @Test
    void stackWithAnUnpublishedMethod_isLeftOutAndCountedAndItsAnswerStays() throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.make();
                World world = World.begin(folder.path())) {
            world.decide(World.charts());
            Machine machine = world.machine("on").settle().choose(new Mode.On(FIRST.minusDays(1)));
            machine.program(FIRST.plusDays(2), 9, "/no/such/folder");
            world.endWeek(1, machine);

            Answer sent = machine.sent(World.monday(1)).to(CHART).orElseThrow();
            assertThat(stacks(sent)).as("a real stack of the program").hasSize(1);
            assertThat(stored(world)).as("which the list knows whole").containsExactly(sent);
            assertThat(world.metrics()).contains(DROPPED + "0.0");

            String real = stacks(sent).firstKey();
            String made = real.replaceFirst("DupFind\\.[a-zA-Z<>$]+", "DupFind.janeDoesPatch");
            assertThat(made).isNotEqualTo(real);
            SortedMap<String, Long> both = new TreeMap<>(stacks(sent));
            both.put(made, 3L);
            assertThat(post(world, withStacks(sent, both))).isEqualTo(200);
            assertThat(stored(world))
                    .containsExactly(sent, sent)
                    .noneMatch(answer -> answer.toString().contains("janeDoesPatch"));
            assertThat(world.metrics()).contains(DROPPED + "1.0");
        }
    }

    /**
     * Only the program's list distinguishes its methods from those of a user's class whose name begins in the same way.
     */
    @Test
    void stackOfAVersionWithoutAList_isLeftOut_unlessTheLoggedConfigurationTakesIt() throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.make();
                World world = World.begin(folder.path())) {
            Files.delete(world.serverFolder().resolve("symbols/example.org/dupfind@1.0.0.txt"));
            world.to(World.monday(1).plusDays(1));
            CollectionConfig listed = world.decide(World.charts());
            String secret = "dupfind/failed\ndev.limpid.examples.dupfind.Secret$joe.run:+1";
            assertThat(post(world, answer(listed, secret))).isEqualTo(200);
            assertThat(stored(world))
                    .singleElement()
                    .satisfies(one -> assertThat(stacks(one)).isEmpty());
            assertThat(world.metrics()).contains(DROPPED + "1.0");
            assertThat(new String(world.get("privacy"), UTF_8)).contains("nothing of other code");

            CollectionConfig unlisted = world.decide(World.charts()
                    .replace(
                            "frames: dev.limpid.examples.dupfind.",
                            "frames: dev.limpid.examples.dupfind.\nnames: unlisted"));
            assertThat(new String(world.configJson(unlisted.version()), UTF_8)).contains("\"Unlisted\": true");
            assertThat(post(world, answer(unlisted, secret))).isEqualTo(200);
            assertThat(stored(world)).anySatisfy(one -> assertThat(stacks(one)).containsOnlyKeys(secret));
            assertThat(new String(world.get("privacy"), UTF_8))
                    .doesNotContain("nothing of other code")
                    .contains("dupfind/failed may show any name that begins like the program");
        }
    }

    @Test
    void frameThatOnlyBeginsLikeTheJdk_orContainsInvisibleCharacters_isRefused() throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.make();
                World world = World.begin(folder.path())) {
            world.to(World.monday(1).plusDays(1));
            CollectionConfig config = world.decide(World.charts());
            for (String frame : List.of(
                    "javax.acme.PayrollPlugin.run:+1",
                    "com.sun.acme.PayrollPlugin.run:+1",
                    "dev.limpid.examples.dupfind.DupFind\u3164.main:+1")) {
                assertThat(post(world, answer(config, "dupfind/failed\n" + frame)))
                        .isEqualTo(422);
            }
            assertThat(stored(world)).isEmpty();
        }
    }

    private static Answer answer(CollectionConfig config, String stack) {
        AnswerPart part = new AnswerPart(Map.of(Attribute.VERSION, "1.0.0"), Map.of(stack, 1L));
        return new Answer(World.calendarWeek(1), config.version(), CHART, List.of(part));
    }

    private static SortedMap<String, Long> stacks(Answer answer) {
        return answer.parts().get(0).counts();
    }

    private static Answer withStacks(Answer answer, SortedMap<String, Long> stacks) {
        AnswerPart part = new AnswerPart(answer.parts().get(0).attributes(), stacks);
        return new Answer(answer.week(), answer.config(), answer.chart(), List.of(part));
    }

    /** The answers to the chart of stacks. */
    private static List<Answer> stored(World world) throws Exception {
        List<byte[]> bytes = new ArrayList<>();
        world.collection().answers().read(World.calendarWeek(1), bytes::add);
        List<Answer> answers = new ArrayList<>();
        for (byte[] one : bytes) {
            Answer answer = AnswerCodec.read(one);
            if (answer.chart().equals(CHART)) {
                answers.add(answer);
            }
        }
        return answers;
    }

    private int post(World world, Answer answer) throws Exception {
        URI address = world.site().resolve("answers");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", "application/json")
                                .header(AnswerToken.HEADER, String.format("%032x", ++tokens))
                                .POST(BodyPublishers.ofByteArray(AnswerCodec.toJson(answer)))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }
}
