package dev.limpid.dist.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.cli.UserCommands;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.storage.ResendKey;
import dev.limpid.server.storage.local.LocalAnswerStore;
import dev.limpid.tlog.checkpoint.Policy;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class LogCommandTest {

    private static final String COLLECTION = "telemetry.example.org";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void configuration() throws Exception {
        configure("url = https://telemetry.example.org/\n");
    }

    private void configure(String settings) throws Exception {
        Files.writeString(
                folder.resolve("limpid.conf"),
                "folder = here\n[collection telemetry.example.org]\nfolder = .\n" + settings);
    }

    private int run(String... arguments) {
        CommandLine limpid = UserCommands.configure(new CommandLine(UserCommands.group("limpid", "Limpid."))
                .addSubcommand("log", LogCommand.create(CLOCK)));
        return limpid.setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(Stream.concat(Stream.of("log"), Stream.of(arguments)).toArray(String[]::new));
    }

    private String file() {
        return folder.resolve("limpid.conf").toString();
    }

    private void publish(int number) throws Exception {
        try (CollectionLog log = CollectionLog.open(COLLECTION, folder.resolve("log"), CLOCK)) {
            log.config()
                    .append(List.of(ModuleZip.pack(
                            new ModulePath(COLLECTION + "/config"),
                            ModuleVersion.parse("v1." + number + ".0"),
                            Map.of())));
        }
    }

    @Test
    void init_createsKeysThatOnlyTheirOwnerCanRead_andShowsTheLinesToCopy() throws Exception {
        assertThat(run("init", file())).isZero();
        assertThat(said.toString())
                .contains("answers to      https://telemetry.example.org/answers")
                .contains("export GOPROXY=https://telemetry.example.org/log")
                .contains("export GOSUMDB=\"telemetry.example.org/config+")
                .contains(" https://telemetry.example.org/log/config\"")
                .contains("export GOSUMDB=\"telemetry.example.org/data+")
                .contains(" https://telemetry.example.org/log/data\"")
                .contains("org.example.telemetry:config:zip")
                .doesNotContain("PRIVATE");
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("log/keys/config"))))
                    .isEqualTo("rw-------");
        }
        String first = said.toString();
        said.getBuffer().setLength(0);
        run("init", file());
        assertThat(said.toString()).as("a second init changes nothing").isEqualTo(first);
    }

    @Test
    void info_printsThePolicyAlone() throws Exception {
        assertThat(run("init", file())).isZero();
        said.getBuffer().setLength(0);
        assertThat(run("info", "--json", file())).isZero();
        String json = said.toString();
        said.getBuffer().setLength(0);
        assertThat(run("info", "--policy", file())).isZero();
        assertThat(said.toString()).startsWith("log ").doesNotContain("export", "#");
        assertThat(json).contains(said.toString().lines().findFirst().orElseThrow());
    }

    @Test
    void check_besideAServer_namesDamagedAnswersAndChangesNothing() throws Exception {
        assertThat(run("init", file())).isZero();
        LocalDate week = LocalDate.parse("2026-11-16");
        Path segment = folder.resolve("answers/2026-11-16/00000001.seg");
        try (LocalAnswerStore store = LocalAnswerStore.open(folder.resolve("answers"))) {
            store.append(week, ResendKey.unique(), new byte[] {1, 2, 3})
                    .toCompletableFuture()
                    .join();
            int first = endOfFrames(segment);
            store.append(week, ResendKey.unique(), new byte[] {4, 5})
                    .toCompletableFuture()
                    .join();
            said.getBuffer().setLength(0);
            assertThat(run("check", file())).isZero();
            assertThat(said.toString()).contains("answers: 2 answers, 0 problems");

            byte[] bytes = Files.readAllBytes(segment);
            bytes[endOfFrames(segment) - 1] ^= 1;
            Files.write(segment, bytes);
            said.getBuffer().setLength(0);
            assertThat(run("check", file())).isEqualTo(1);
            assertThat(said.toString())
                    .contains("00000001.seg: corrupt at byte " + first + ": ", "answers: 1 answer, 1 problem");
            assertThat(segment).hasBinaryContent(bytes);
        }
    }

    /** After the frames of a growing segment there are zeros that were written ahead. */
    private static int endOfFrames(Path segment) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    @Test
    void json_ofInfoAndCheck_saysTheSameAsTheLines() throws Exception {
        assertThat(run("init", file())).isZero();
        publish(1);
        said.getBuffer().setLength(0);
        assertThat(run("info", "--json", file())).isZero();
        assertThat(said.toString())
                .contains("\"collection\" : \"telemetry.example.org\"", "\"configurations\" : 1")
                .contains(CollectionLog.verifierKeys(folder.resolve("log"), "config")
                        .get(0)
                        .toString());
        said.getBuffer().setLength(0);
        assertThat(run("check", "--json", file())).isZero();
        assertThat(said.toString()).contains("\"tree\" : \"config\"", "\"entries\" : 1", "\"problems\" : [ ]");
        Files.delete(folder.resolve("log/config/checkpoint"));
        said.getBuffer().setLength(0);
        assertThat(run("check", "--json", file())).isEqualTo(1);
        assertThat(said.toString()).contains("log/config/checkpoint is missing", "\"tree\" : \"data\"");
    }

    @Test
    void check_readsAllThatServingNeeds() throws Exception {
        run("init", file());
        publish(0);
        Files.write(folder.resolve("log/data/state"), new byte[0]);
        said.getBuffer().setLength(0);
        assertThat(run("check", file())).isEqualTo(1);
        assertThat(said.toString()).contains("data: ", "log/data/state: it has 0 lines, expected size and root");
    }

    @Test
    void check_findsAChangedModuleTileAndEntry() throws Exception {
        run("init", file());
        publish(0);
        publish(1);
        assertThat(run("check", file())).isZero();
        assertThat(said.toString()).contains("config: 2 entries, 0 problems");

        Path zip = folder.resolve("log/modules/" + COLLECTION + "/config/@v/v1.1.0.zip");
        byte[] honest = Files.readAllBytes(zip);
        Files.write(
                zip,
                ModuleZip.pack(
                                new ModulePath(COLLECTION + "/config"),
                                ModuleVersion.parse("v1.1.0"),
                                Map.of("a", new byte[1]))
                        .bytes());
        assertThat(run("check", file())).isEqualTo(1);
        assertThat(said.toString()).contains("entry 1, telemetry.example.org/config@v1.1.0: the module hashes to");
        Files.write(zip, honest);

        for (String file : List.of("log/config/tile/0/000", "log/config/tile/entries/000")) {
            byte[] bytes = Files.readAllBytes(folder.resolve(file));
            byte[] bent = bytes.clone();
            bent[bent.length - 9] ^= 1;
            Files.write(folder.resolve(file), bent);
            assertThat(run("check", file())).as(file).isNotZero();
            Files.write(folder.resolve(file), bytes);
        }
        assertThat(run("check", file())).isZero();
    }

    @Test
    void rotate_signsWithBothKeysUntilTheOldOneIsRetired() throws Exception {
        run("init", file());
        publish(0);
        Policy before = policy();
        assertThat(run("rotate", file(), "--retire")).as("the only key stays").isEqualTo(3);
        assertThat(run("rotate", file())).isZero();
        publish(1);
        Policy both = policy();
        assertThat(both.logs()).hasSize(2);
        assertThat(run("check", file())).isZero();
        try (CollectionLog log = CollectionLog.open(COLLECTION, folder.resolve("log"), CLOCK)) {
            assertThat(before.check(log.config().head().note()).checkpoint().size())
                    .isEqualTo(2);
        }
        assertThat(run("rotate", file(), "--retire")).isZero();
        publish(2);
        Policy after = policy();
        assertThat(after.logs()).containsExactly(both.logs().get(1));
        try (CollectionLog log = CollectionLog.open(COLLECTION, folder.resolve("log"), CLOCK)) {
            assertThat(both.check(log.config().head().note()).checkpoint().size())
                    .isEqualTo(3);
        }
    }

    private Policy policy() throws Exception {
        try (CollectionLog log = CollectionLog.open(COLLECTION, folder.resolve("log"), CLOCK)) {
            return Policy.parse(log.facts("https://telemetry.example.org/log").policy());
        }
    }

    @Test
    void export_writesTheWholeLogAndIsUpdated() throws Exception {
        run("init", file());
        publish(0);
        Path export = folder.resolve("export");
        assertThat(run("export", file(), export.toString())).isZero();
        for (String path : List.of(
                "config/checkpoint",
                "config/tile/0/000.p/1",
                "config/tile/entries/000.p/1",
                "config/tile/8/data/000.p/1",
                "config/lookup/telemetry.example.org/config@v1.0.0",
                "sumdb/telemetry.example.org/config/supported",
                "telemetry.example.org/config/@v/list",
                "telemetry.example.org/config/@v/v1.0.0.zip",
                "org/example/telemetry/config/maven-metadata.xml",
                "org/example/telemetry/config/maven-metadata.xml.sha1",
                "org/example/telemetry/config/1.0.0/config-1.0.0.pom",
                "org/example/telemetry/config/1.0.0/config-1.0.0.tlog-proof")) {
            assertThat(export.resolve(path)).exists();
        }
        publish(1);
        run("export", file(), export.toString());
        assertThat(export.resolve("config/tile/0/000.p/1"))
                .as("older heads need it")
                .exists();
        assertThat(export.resolve("config/tile/0/000.p/2")).exists();
    }

    @Test
    void info_withoutALog_saysHowToCreateOne() {
        assertThat(run("info", file())).isEqualTo(3);
        assertThat(said.toString()).startsWith("limpid log info: ").contains("log: there is no log yet");
    }

    @Test
    void info_namesTheAddressOfTheFileOrOfTheOption() throws Exception {
        configure("");
        assertThat(run("init", file())).isEqualTo(2);
        assertThat(said.toString()).contains("the file has no url for telemetry.example.org");
        assertThat(run("init", file(), "--url", "https://mirror.example.org/t")).isZero();
        assertThat(said.toString())
                .contains(
                        "export GOPROXY=https://mirror.example.org/t/log\n", "https://mirror.example.org/t/answers\n");
    }

    @Test
    void logOfAnotherCollection_isLeftAlone() throws Exception {
        run("init", file());
        Files.writeString(folder.resolve("limpid.conf"), "[collection other.example.org]\nfolder = .\n");
        assertThat(run("check", file())).isEqualTo(3);
        assertThat(said.toString())
                .contains("is the log of telemetry.example.org/config, expected other.example.org/config");
        assertThatThrownBy(() -> CollectionLog.open("other.example.org", folder.resolve("log"), CLOCK))
                .hasMessageContaining("is the log of telemetry.example.org/config");
    }

    @Test
    void severalCollections_needAChoice() throws Exception {
        Files.writeString(folder.resolve("limpid.conf"), """
                folder = .
                [collection a.example]
                url = https://a.example/
                [collection b.example]
                url = https://b.example/
                """);
        assertThat(run("init", file())).isEqualTo(2);
        assertThat(said.toString())
                .contains("names several collections, expected --collection with one of a.example, b.example");
        assertThat(run("init", "-C", "c.example", file())).isEqualTo(2);
        assertThat(said.toString()).contains("names no collection c.example");
        assertThat(run("init", "-C", "b.example", file())).isZero();
        assertThat(folder.resolve("b.example/log/keys/config")).exists();
        assertThat(folder.resolve("a.example")).doesNotExist();
    }
}
