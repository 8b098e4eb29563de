package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.counter.home.Environment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every command prints JSON if asked to. */
class JsonTest {

    @TempDir
    Path dir;

    static List<String> commands() {
        Environment environment =
                Environment.of(Map.of(), Map.of(), Path.of("none").toFile());
        return new ArrayList<>(UserCommands.limpid(new CommandContext(environment, Optional.empty()))
                .getSubcommands()
                .keySet());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommand_hasTheOption(String command) {
        assertThat(new CommandLineRun(dir).run(command, "--help").out).contains("--json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local",
                "env",
                "preview",
                "sent",
                "upload",
                "csv",
                "list",
                "verify",
                "completion",
                "man",
                "clean"
            })
    void output_isOneJsonValue(String command) throws IOException {
        CommandLineRun limpid = new CommandLineRun(dir);
        Files.createDirectories(dir.resolve(CommandLineRun.COLLECTION).resolve("local"));
        limpid.run(command, "--json");
        assertThat(limpid.out).as(limpid.err).isNotEmpty();
        try (JsonParser json = new JsonFactory().createParser(limpid.out)) {
            JsonToken first = json.nextToken();
            assertThat(first).isIn(JsonToken.START_OBJECT, JsonToken.START_ARRAY);
            json.skipChildren();
            assertThat(json.nextToken()).isNull();
        }
    }

    @Test
    void csv_hasEveryField() throws IOException {
        Path local =
                Files.createDirectories(dir.resolve(CommandLineRun.COLLECTION).resolve("local"));
        Path vectors = Path.of(System.getProperty("limpid.root"), "spec/vectors/report/telemetry-dir/local");
        String tool = "tool@v1.2.3-go1.24.0-linux-amd64-2026-08-18.v1.count";
        Files.copy(vectors.resolve(tool), local.resolve(tool));
        assertThat(new CommandLineRun(dir).run("csv", "--json").out.replaceAll("\\s", ""))
                .isEqualTo("[{\"week\":\"2026-08-20\",\"program\":\"example.com/other/tool\",\"version\":\"v1.2.3\","
                        + "\"runtime\":\"go1.24.0\",\"os\":\"linux\",\"arch\":\"amd64\",\"counter\":\"tool/x\","
                        + "\"count\":5}]");
    }

    @Test
    void man_namesTheFilesThatItWrote() throws IOException {
        Path pages = dir.resolve("man1");
        String out = new CommandLineRun(dir).run("man", "--to", pages.toString(), "--json").out;
        try (var files = Files.list(pages)) {
            assertThat(files.toList())
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(out).contains("\"" + file + "\""));
        }
    }

    @Test
    void man_intoAFile_namesTheImpossibleFolder() throws IOException {
        Path file = Files.writeString(dir.resolve("taken"), "");
        CommandLineRun limpid = new CommandLineRun(dir).run("man", "--to", file.toString());
        assertThat(limpid.code).isEqualTo(ExitCode.FAILED);
        assertThat(limpid.err).startsWith("limpid man: " + file + ": it is in the way");
    }

    @Test
    void view_saysHowItEnds_andEndsByItself() throws IOException {
        Files.createDirectories(dir.resolve(CommandLineRun.COLLECTION).resolve("local"));
        CommandLineRun limpid = new CommandLineRun(dir).run("view", "--minutes", "0");
        assertThat(limpid.code).isZero();
        assertThat(limpid.out)
                .startsWith("Open http://127.0.0.1:")
                .endsWith("until you press Ctrl-C, or until no page is requested for 0 minutes.\n");
    }

    @Test
    void view_printsItsAddress_andServesInTheReadersLanguageUntilItIsInterrupted() throws Exception {
        Files.createDirectories(dir.resolve(CommandLineRun.COLLECTION).resolve("local"));
        CommandLineRun run = new CommandLineRun(dir);
        run.variables.put("LIMPID_LANG", "de");
        PipedReader printed = new PipedReader();
        CommandLine limpid = UserCommands.limpid(new CommandContext(run.environment(), Optional.empty()));
        limpid.setOut(new PrintWriter(new PipedWriter(printed)));
        Thread serving = new Thread(() -> limpid.execute("view", "--json"));
        serving.start();
        try (BufferedReader lines = new BufferedReader(printed)) {
            assertThat(lines.readLine()).isEqualTo("{");
            String field = lines.readLine();
            assertThat(field).startsWith("  \"address\" : \"http://127.0.0.1:");
            URI address = URI.create(field.substring(field.indexOf("http"), field.length() - 1));
            assertThat(lines.readLine()).isEqualTo("}");
            try (var page = address.toURL().openStream()) {
                assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8))
                        .contains(
                                CommandLineRun.COLLECTION,
                                "<html lang=\"de\">",
                                "Noch wurde nichts gezählt",
                                "Sie haben nichts gewählt; voreingestellt ist local");
            }
        } finally {
            serving.interrupt();
            serving.join();
        }
    }
}
