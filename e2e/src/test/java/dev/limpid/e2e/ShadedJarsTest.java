package dev.limpid.e2e;

import static dev.limpid.e2e.world.World.calendarWeek;
import static dev.limpid.e2e.world.World.monday;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.e2e.world.Answers;
import dev.limpid.e2e.world.Machine;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.testkit.ProgramRunner.Result;
import dev.limpid.testtools.Javac;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * Every step, with the shaded jars as programs get them and nothing else on their class paths: from a counter to published
 * data, with fractions in the configuration and the reports. Whatever was left out of a jar, and is needed at any step, is
 * missing here.
 */
class ShadedJarsTest extends WorldExtension {

    private static final String HELLO = "org.example/hello";

    private static final String COUNTING = """
            package org.example.hello;

            import dev.limpid.counter.*;
            import dev.limpid.uploader.embed.ProgramReporting;

            public class Hello {
                public static void main(String[] args) {
                    Telemetry.start();
                    ProgramReporting.forCommand(CollectionIdentity.ofProgram());
                    Counter.of("hello/language:" + args[0]).increment();
                }
            }
            """;

    private static final String WITH_COMMANDS = """
            package org.example.hello;

            import dev.limpid.cli.UserCommands;
            import dev.limpid.counter.*;
            import picocli.CommandLine;

            public class Hello {
                public static void main(String[] args) {
                    Telemetry.start();
                    if (args.length == 1) {
                        Counter.of("hello/language:" + args[0]).increment();
                        return;
                    }
                    CommandLine hello = new CommandLine(CommandLine.Model.CommandSpec.create().name("hello"));
                    hello.addSubcommand(UserCommands.telemetry(CollectionIdentity.ofProgram()));
                    System.exit(hello.execute(args));
                }
            }
            """;

    private static final String CHART = """
            title: Languages
            id: %s
            description: in which languages people are greeted
            issue: https://example.org/hello/issues/1
            type: partition
            program: org.example/hello
            module: maven:org.example:hello
            counter: hello/language:{en,de}
            version: 1.0
            """;

    @Test
    void client_endsItsWeekInAChild_andItsAnswersArePublished() throws Exception {
        String program = program(COUNTING, jar("limpid.client.jar"));
        CollectionConfig config = decideOneOfAllAndOneOfAPart();
        Machine machine = on("client");

        say(machine.programAlone(program, "org.example.hello.Hello", monday(1).minusDays(5), 10, "de"));
        world().to(monday(1));
        say(machine.programAlone(program, "org.example.hello.Hello", monday(1), 10, "en"));

        assertPublished(machine, config);
    }

    @Test
    void cli_uploadsWhenItsUserAsks_andItsAnswersArePublished() throws Exception {
        String program = program(WITH_COMMANDS, jar("limpid.cli.jar") + File.pathSeparator + picocli());
        CollectionConfig config = decideOneOfAllAndOneOfAPart();
        Machine machine = on("cli");

        say(machine.programAlone(program, "org.example.hello.Hello", monday(1).minusDays(5), 10, "de"));
        world().to(monday(1));
        String upload = telemetry(machine, program, 10, "upload");
        String sent = telemetry(machine, program, 11, "sent", monday(1).toString());
        say(machine.programAlone(program, "org.example.hello.Hello", monday(1), 12, "en"));
        String preview = telemetry(machine, program, 13, "preview");

        assertThat(upload).contains(monday(1).toString());
        assertThat(sent.replaceAll("\\s", "")).contains("\"hello/language:de\":1");
        assertThat(preview).contains("hello/language:en", "asked of every machine", "sent by 89.6% of machines");
        assertPublished(machine, config);
    }

    /** So many machines take part that one of the two charts asks only some of them. */
    private CollectionConfig decideOneOfAllAndOneOfAPart() throws Exception {
        CollectionConfig config = world().decide(
                        CHART.formatted("languages") + "---\n" + CHART.formatted("tongues"),
                        new Participation(Map.of(HELLO + "/tongues", 20_000L)));
        Map<String, Double> rates = new TreeMap<>();
        for (Question question : config.programs().get(0).questions()) {
            rates.put(question.id(), question.rate());
        }
        assertThat(rates).containsOnlyKeys("languages", "tongues").containsEntry("languages", 1.0);
        assertThat(rates.get("tongues")).isBetween(0.1, 0.99);
        return config;
    }

    /**
     * A machine that was not drawn for the chart that asks a part does not answer it; the other chart asks everybody.
     */
    private void assertPublished(Machine machine, CollectionConfig config) throws Exception {
        assertThat(machine.local(monday(1)).x()).isBetween(0.0, 1.0);
        Answers sent = machine.sent(monday(1));
        Answer answer = sent.to(HELLO + "/languages").orElseThrow();
        assertThat(answer.config()).isEqualTo(config.version());
        assertThat(answer.parts())
                .singleElement()
                .satisfies(part -> assertThat(part.counts()).isEqualTo(Map.of("hello/language:de", 1L)));
        assertThat(sent.charts()).isSubsetOf(HELLO + "/languages", HELLO + "/tongues");

        world().toPublicationOf(1);
        List<String> published = new ArrayList<>();
        for (String line : world().published(calendarWeek(1))) {
            published.add(new String(
                    AnswerCodec.toJson(
                            PublishedAnswer.read(line.getBytes(UTF_8)).answer()),
                    UTF_8));
        }
        assertThat(published).containsExactlyInAnyOrderElementsOf(sent.lines());
    }

    private static String telemetry(Machine machine, String program, int hour, String... arguments) throws Exception {
        String[] line = new String[arguments.length + 1];
        line[0] = "telemetry";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return say(machine.programAlone(program, "org.example.hello.Hello", monday(1), hour, line));
    }

    private static String say(Result result) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(result.err()).isEmpty();
        return result.out();
    }

    /** The program as its build creates it, compiled against the jars that it will see. */
    private String program(String source, String libraries) throws IOException {
        CollectionIdentity identity = world().identity();
        Path classes = folder().resolve("classes");
        Files.writeString(
                Files.createDirectories(classes.resolve("META-INF/limpid")).resolve("program.properties"),
                "program=" + HELLO + "\nversion=1.0\ncollection=" + identity.name() + "\nupload="
                        + identity.uploadUrl() + "\nconfig=" + identity.configUrl() + "\npolicy="
                        + identity.policy().replace("\n", "\\n") + "\n");
        Path file = Files.writeString(folder().resolve("Hello.java"), source);
        Javac.compile(classes, List.of("-cp", libraries), file);
        return classes + File.pathSeparator + libraries;
    }

    private static String jar(String property) {
        String jar = System.getProperty(property, "");
        assumeTrue(!jar.isEmpty(), "there is no jar before the phase integration-test");
        return jar;
    }

    private static Path picocli() throws Exception {
        return Path.of(CommandLine.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
