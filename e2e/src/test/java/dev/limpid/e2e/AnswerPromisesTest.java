package dev.limpid.e2e;

import static dev.limpid.e2e.world.World.calendarWeek;
import static dev.limpid.e2e.world.World.monday;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.dist.Main;
import dev.limpid.e2e.world.Folders;
import dev.limpid.e2e.world.JsonStrings;
import dev.limpid.e2e.world.Machine;
import dev.limpid.e2e.world.WireRequest;
import dev.limpid.e2e.world.World;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.server.publish.index.Publication;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testkit.ProgramRunner.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.acme.PayrollPlugin;
import org.junit.jupiter.api.Test;

/**
 * The README's promises about what an answer is, where it is stored and what is published of it, from a machine to the
 * published data, as in {@link PromisesTest}.
 */
class AnswerPromisesTest extends WorldExtension {

    @Test
    void promise07_answersHoldTotalsOfAWeek_whateverTheOrderAndTheTimeAndTheWeekday() throws Exception {
        world().decide(World.chartsWithoutDurations());
        Machine early = on("early");
        Machine late = world().machine("late").settle(DayOfWeek.THURSDAY).choose(new Mode.On(CONSENT_BEFORE));
        early.program(monday(1).plusDays(1), 3, "--summary");
        early.program(monday(1).plusDays(1), 4);
        early.program(monday(1).plusDays(2), 5, "--null");
        late.program(monday(1), 23, "--null");
        late.program(monday(1).plusDays(1), 22, "--summary");
        late.program(monday(1).plusDays(2), 21);
        world().to(monday(1).plusDays(3));
        late.pass(monday(1).plusDays(3));
        world().endWeek(2, early);
        List<String> one = early.sent(monday(2)).lines();
        List<String> other = late.sent(monday(1).plusDays(3)).lines();
        assertThat(one).isNotEmpty().containsExactlyInAnyOrderElementsOf(other);
        for (WireRequest post : world().wire().posts()) {
            assertThat(String.join("\n", post.head()))
                    .doesNotContainPattern("\\d\\d:\\d\\d:\\d\\d|\\d{4}-\\d\\d-\\d\\d");
            assertThat(post.body())
                    .doesNotContainPattern("\\d\\d:\\d\\d")
                    .contains("\"Week\":\"" + monday(1) + "\"")
                    .satisfies(body ->
                            assertThat(dates(body)).containsExactly(monday(1).toString()));
        }
    }

    private static List<String> dates(String text) {
        return Pattern.compile("\\d{4}-\\d\\d-\\d\\d")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .toList();
    }

    @Test
    void promise08_twoMachinesThatCountedTheSame_sendTheSame() throws Exception {
        world().decide(World.chartsWithoutDurations());
        Machine one = on("one");
        Machine other = on("other");
        for (Machine machine : List.of(one, other)) {
            machine.program(FIRST.plusDays(2), 9, "--summary");
        }
        world().endWeek(1, one, other);
        List<String> asked = texts(world().wire().requests());
        assertThat(asked).isNotEmpty();
        assertThat(asked)
                .allSatisfy(request -> assertThat(Collections.frequency(asked, request))
                        .as("how many of the two machines asked so")
                        .isEqualTo(2));
        List<String> tokens = tokens();
        assertThat(tokens)
                .as("a token for each answer, and none of them twice")
                .hasSize(world().wire().posts().size())
                .doesNotHaveDuplicates()
                .allMatch(token -> token.matches("[0-9a-f]{32}"));
        String everything = String.join("\n", asked).toLowerCase(Locale.ROOT);
        String host = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
        assertThat(everything)
                .doesNotContain("cookie", "authorization", "java/", System.getProperty("java.version"))
                .doesNotContain(folder().toString().toLowerCase(Locale.ROOT))
                .doesNotContainPattern("\\b" + Pattern.quote(host) + "\\b");
    }

    /** Everything that was sent, without the tokens. */
    private static List<String> texts(List<WireRequest> requests) {
        List<String> texts = new ArrayList<>();
        for (WireRequest request : requests) {
            List<String> head = request.head().stream()
                    .map(line -> line.replaceAll("(?i)^(limpid-token): .*", "$1"))
                    .toList();
            texts.add(String.join("\n", head) + "\n\n" + request.body());
        }
        return texts;
    }

    private List<String> tokens() throws IOException {
        return world().wire().posts().stream()
                .map(post -> post.header("limpid-token").orElseThrow())
                .toList();
    }

    @Test
    void promise09_everyStringOfAnAnswer_wasKnownToTheServer() throws Exception {
        CollectionConfig config = world().decide(World.charts());
        Machine machine = on("on");
        machine.program(FIRST.plusDays(1), 9, "--summary");
        machine.program(FIRST.plusDays(2), 9, "/no/such/folder/of/jane-doe");
        // A user's code, in a package with a name like one of the JDK.
        machine.program(PayrollPlugin.class, FIRST.plusDays(3), 9, "/no/such/folder");
        world().endWeek(1, machine);
        Set<String> known = known(config);
        List<String> stacks = new ArrayList<>();
        for (WireRequest post : world().wire().posts()) {
            for (String said : JsonStrings.of(post.body().getBytes(UTF_8))) {
                if (said.contains("\n")) {
                    stacks.add(said);
                } else {
                    assertThat(known).contains(said);
                }
            }
            assertThat(post.body()).doesNotContain("jane-doe").doesNotContain("Payroll");
        }
        assertThat(stacks).isNotEmpty().anyMatch(stack -> stack.contains("DupFind.main:") && stack.endsWith("hidden"));
        for (String stack : stacks) {
            String[] lines = stack.split("\n", -1);
            assertThat(lines[0]).isEqualTo("dupfind/failed");
            JsonStrings.framesOf(lines).forEach(AnswerPromisesTest::assertPublished);
        }
    }

    /** What the configuration in the log contains, and what the format of answers contains. */
    private Set<String> known(CollectionConfig config) throws IOException {
        TreeSet<String> known = new TreeSet<>(JsonStrings.of(world().configJson(config.version())));
        for (String said : List.copyOf(known)) {
            known.add(DUPFIND + "/" + said);
            for (String attribute : List.of("version", "runtime", "os", "arch")) {
                known.add("limpid/" + attribute + ":" + said);
            }
        }
        known.addAll(List.of("Week", "Config", "Chart", "Builds", "Version", "Runtime", "OS", "Arch", "Counts"));
        known.addAll(List.of(calendarWeek(1).toString(), config.version()));
        return known;
    }

    private static void assertPublished(String frame) {
        String method = frame.substring(0, frame.indexOf(':'));
        String type = method.substring(0, method.lastIndexOf('.'));
        assertThat(type).matches("(dev\\.limpid\\.examples\\.dupfind|java)\\..*");
        assertThat(frame.substring(frame.indexOf(':'))).matches(":[+=]\\d+");
    }

    @Test
    void promise10_theServerKeepsNoAddress_andNothingThatLinksTwoAnswers() throws Exception {
        assumeTrue(
                !World.senderAddress().equals("127.0.0.1"),
                "this system has one loopback address only: nothing to find");
        world().decide(World.charts());
        Machine machine = on("on");
        world().live(machine, 2);
        assertThat(machine.sent()).containsOnlyKeys(monday(1), monday(2));
        assertNothingLinks();
        List<byte[]> stored = new ArrayList<>();
        for (int week = 1; week <= 2; week++) {
            world().collection().answers().read(calendarWeek(week), stored::add);
        }
        List<String> sent = new ArrayList<>();
        machine.sent().values().forEach(answers -> sent.addAll(answers.lines()));
        assertThat(stored.stream().map(bytes -> new String(bytes, UTF_8)).toList())
                .as("a record is one answer, and nothing else")
                .containsExactlyInAnyOrderElementsOf(sent);
        world().toTheLastPublicationOf(2);
        assertNothingLinks();
    }

    /** No file of the server contains the sender's address or a token, as text, as bytes, or as a digest of either. */
    private void assertNothingLinks() throws Exception {
        List<byte[]> traces = new ArrayList<>();
        traces.add(World.senderAddress().getBytes(UTF_8));
        traces.add(InetAddress.getByName(World.senderAddress()).getAddress());
        for (String token : tokens()) {
            byte[] raw = HexFormat.of().parseHex(token);
            traces.add(token.getBytes(UTF_8));
            traces.add(raw);
            for (byte[] one : List.of(raw, token.getBytes(UTF_8))) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(one);
                traces.add(Arrays.copyOf(digest, 8));
                traces.add(HexFormat.of().formatHex(digest, 0, 8).getBytes(UTF_8));
            }
        }
        List<Path> kept = Folders.files(world().serverFolder());
        assertThat(kept).isNotEmpty();
        for (Path file : kept) {
            String content = file + new String(Files.readAllBytes(file), ISO_8859_1);
            for (byte[] trace : traces) {
                assertThat(content.contains(new String(trace, ISO_8859_1)))
                        .as("%s contains %s", file, HexFormat.of().formatHex(trace))
                        .isFalse();
            }
        }
    }

    @Test
    void promise12_everythingIsPublished_andAnyoneRecomputesTheSameBytes() throws Exception {
        world().decide(World.chartsWithoutDurations());
        Machine one = on("one");
        Machine other = on("other");
        for (Machine machine : List.of(one, other)) {
            machine.program(FIRST.plusDays(2), 9, "--summary");
        }
        other.program(FIRST.plusDays(3), 9, "--null");
        world().endWeek(1, one, other);
        world().toPublicationOf(1);
        assertPublished(one, other, PublishedWeek.State.PROVISIONAL);
        world().toTheLastPublicationOf(1);
        assertPublished(one, other, PublishedWeek.State.FINAL);
        Result verified =
                ProgramRunner.of(Main.class).run("verify-data", world().site().toString());
        assertThat(verified.exitCode()).as(verified.out() + verified.err()).isZero();
    }

    /** Every distinct answer once, with the number of machines that gave it: what the machines sent, counted here. */
    private void assertPublished(Machine one, Machine other, PublishedWeek.State state) throws Exception {
        List<String> sent = new ArrayList<>(one.sent(monday(1)).lines());
        sent.addAll(other.sent(monday(1)).lines());
        List<String> lines = world().published(calendarWeek(1));
        List<String> again = new ArrayList<>();
        Set<Long> machines = new HashSet<>();
        for (String line : lines) {
            PublishedAnswer published = PublishedAnswer.read(line.getBytes(UTF_8));
            machines.add(published.machines());
            for (long i = 0; i < published.machines(); i++) {
                again.add(new String(AnswerCodec.toJson(published.answer()), UTF_8));
            }
        }
        assertThat(again).isNotEmpty().containsExactlyInAnyOrderElementsOf(sent);
        assertThat(machines).as("what both said, and what one did").containsExactlyInAnyOrder(1L, 2L);
        PublishedWeek week = Publication.read(world().get("data/index.json"))
                .week(calendarWeek(1))
                .orElseThrow();
        assertThat(week.state()).isEqualTo(state);
        assertThat(week.answers()).isEqualTo(sent.size());
        assertThat(week.lines()).isEqualTo(lines.size());
    }

    @Test
    void promise14_noPublishedLineHoldsMoreThanOneAnswer_andNothingConnectsTwo() throws Exception {
        world().decide(World.charts());
        Machine one = on("one");
        Machine other = on("other");
        one.program(FIRST.plusDays(2), 9, "--summary");
        other.program(FIRST.plusDays(2), 9, "/no/such/folder");
        world().endWeek(1, one, other);
        world().toTheLastPublicationOf(1);
        List<String> lines = world().published(calendarWeek(1));
        assertThat(lines).hasSizeGreaterThan(9).doesNotHaveDuplicates();
        assertThat(lines.stream().map(line -> line.getBytes(ISO_8859_1)).toList())
                .as("by bytes, so not by machine and not by time")
                .isSortedAccordingTo(Comparator.comparing(AnswerPromisesTest::withoutN, Arrays::compareUnsigned));
        Set<String> sent = new HashSet<>(one.sent(monday(1)).lines());
        sent.addAll(other.sent(monday(1)).lines());
        for (String line : lines) {
            PublishedAnswer published = PublishedAnswer.read(line.getBytes(UTF_8));
            Answer answer = published.answer();
            assertThat(line)
                    .as("the answer, how many gave it, and not a byte more")
                    .isEqualTo(new String(published.toJson(), UTF_8));
            assertThat(sent).contains(new String(AnswerCodec.toJson(answer), UTF_8));
            assertThat(JsonStrings.keysOf(line.getBytes(UTF_8)).stream().filter("Chart"::equals))
                    .hasSize(1);
        }
        String everything = String.join("\n", lines)
                + new String(world().get("data/index.json"), UTF_8)
                + new String(world().get("charts/" + calendarWeek(1) + ".json"), UTF_8);
        assertThat(everything).doesNotContain(tokens());
    }

    private static byte[] withoutN(byte[] line) {
        String text = new String(line, ISO_8859_1);
        return (text.substring(0, text.lastIndexOf(",\"N\":")) + "}").getBytes(ISO_8859_1);
    }
}
