package dev.limpid.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.counter.home.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What people type by mistake, and files that are not what they should be: a sentence that names the thing, and nothing
 * left behind.
 */
class InvalidInvocationTest {

    private static final String SERVER = "listen = 127.0.0.1:0\n";

    @TempDir
    Path dir;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(dir.resolve("folder"));
        Files.writeString(dir.resolve("file"), "hello");
        Files.writeString(dir.resolve("empty"), "");
        Files.write(dir.resolve("binary"), new byte[] {1, (byte) 0xff, (byte) 0xfe, 0, 13, 10, (byte) 0x80});
        Files.writeString(
                dir.resolve("charts.txt"), Files.readString(repository().resolve("deploy/charts.txt")));
        Files.writeString(dir.resolve("one.conf"), SERVER + "folder = one\n[collection a.example.org]\n");
        Files.createDirectories(dir.resolve("one/a.example.org/log"));
        Files.writeString(dir.resolve("one/a.example.org/log/something"), "kept");
        Files.writeString(
                dir.resolve("two.conf"),
                SERVER + "folder = one\n[collection a.example.org]\nurl = https://a.example.org/\n"
                        + "[collection b.example.org]\nurl = https://b.example.org/\n");
        Files.writeString(
                dir.resolve("none.conf"),
                SERVER + "folder = file/in\n[collection a.example.org]\nurl = https://a.example.org/\n");
        Files.writeString(dir.resolve("new.conf"), SERVER + "folder = new\n[collection a.example.org]\n");
        digests("escaping", "0".repeat(64) + "  ../../../charts.txt\n");
        digests("cut", "0".repeat(64) + "  log/some");
        digests("nothing", "");
        digests("junk", "hello\n");
    }

    private void digests(String backup, String text) throws IOException {
        Path folder = Files.createDirectories(dir.resolve(backup).resolve("a.example.org"));
        Files.writeString(folder.resolve("SHA256SUMS"), text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            backup DIR/one.conf DIR/file                     | 3 | DIR/file
            backup DIR/one.conf DIR/one/a.example.org/backup | 3 | is inside DIR/one/a.example.org
            backup DIR/two.conf DIR/backup                   | 3 | DIR/one/b.example.org: there is no such folder
            backup DIR/gone.conf DIR/backup                  | 3 | DIR/gone.conf: there is no such file
            backup DIR/folder DIR/backup                     | 3 | DIR/folder: is a folder, expected a file
            backup DIR/binary DIR/backup                     | 3 | DIR/binary: found bytes that are not UTF-8
            restore DIR/new.conf DIR/gone                    | 3 | DIR/gone/a.example.org: there is no such folder
            restore DIR/new.conf DIR/file                    | 3 | DIR/file/a.example.org: there is no such folder
            restore DIR/new.conf DIR/escaping                | 3 | ../../../charts.txt
            restore DIR/new.conf DIR/cut                     | 3 | DIR/cut/a.example.org/SHA256SUMS
            restore DIR/new.conf DIR/nothing                 | 3 | DIR/nothing/a.example.org/SHA256SUMS
            restore DIR/new.conf DIR/junk                    | 3 | SHA256SUMS contains
            log init DIR/none.conf                           | 3 | DIR/file/in
            log init DIR/two.conf                            | 2 | names several collections
            log init DIR/two.conf -C gone                    | 2 | names no collection gone
            log info DIR/new.conf                            | 3 | there is no log yet
            log check DIR/new.conf                           | 3 | there is no log yet
            log export DIR/new.conf DIR/out                  | 3 | there is no log yet
            log rotate DIR/one.conf --tree data --retire     | 3 | DIR/one/a.example.org/log
            site export DIR/new.conf DIR/out                 | 3 | there is no log yet
            publish DIR/new.conf                             | 3 | there is no log yet
            retention DIR/folder                             | 3 | DIR/folder: is a folder, expected a file
            serve --check DIR/folder                         | 3 | DIR/folder: is a folder, expected a file
            serve --check DIR/binary                         | 3 | DIR/binary: found bytes that are not UTF-8
            serve --check DIR/empty                          | 1 | empty:1: there is no collection
            man --to DIR/file                                | 3 | DIR/file: it is in the way
            man --to DIR/file/in                             | 3 | DIR/file/in
            config check DIR/gone                            | 3 | DIR/gone
            config check DIR/folder                          | 3 | DIR/folder: is a folder, expected a file
            config check DIR/binary                          | 3 | DIR/binary: found bytes that are not UTF-8
            config diff DIR/charts.txt DIR/folder            | 3 | DIR/folder: is a folder, expected a file
            config diff DIR/folder DIR/charts.txt            | 3 | DIR/folder: is a folder, expected a file
            config generate --output DIR/folder DIR/charts.txt    | 3 | DIR/folder is a folder
            config generate --output DIR/file/in DIR/charts.txt   | 3 | DIR/file: there is no such folder
            config generate --output DIR/gone/in DIR/charts.txt   | 3 | DIR/gone: there is no such folder
            charts --config DIR/folder DIR/empty             | 3 | DIR/folder: is a folder, expected a file
            charts --config DIR/empty DIR/empty              | 3 | DIR/empty: zip file is empty
            charts --config DIR/binary DIR/empty             | 3 | DIR/binary: zip
            query --data DIR/gone SELECT                     | 3 | DIR/gone
            query --data DIR/folder SELECT                   | 3 | DIR/folder
            query --data DIR/binary SELECT                   | 3 | DIR/binary
            verify-data file:///etc/passwd                   | 2 | file:///etc/passwd
            demo --exit --dir DIR/file                       | 3 | DIR/file: it is in the way
            demo --exit --port 70000 --dir DIR/new           | 2 | 70000
            rehearse -- DIR/gone                             | 1 | the program cannot be started
            rehearse --for soon -- DIR/gone                  | 2 | 'soon' is not a time, expected one such as 10s
            rehearse --as main -- DIR/gone                   | 2 | --as is 'main', expected a released version
            rehearse --homes 0 -- DIR/gone                   | 2 | --homes and --weeks take a number from 1
            rehearse --charts DIR/gone -- DIR/file           | 3 | DIR/gone: not found, expected charts
            program counters --program org.example/a DIR/gone | 3 | DIR/gone: there is no such folder
            program identity --program a/b --release 1 --collection c --policy DIR/gone DIR/folder | 3 | DIR/gone
            dump DIR/folder                                  | 1 | 'DIR/folder': a folder, expected a count file
            dump DIR/gone.v1.count                           | 1 | 'DIR/gone.v1.count': nothing there
            dump DIR/empty                                   | 1 | DIR/empty
            dump /                                           | 1 | '/': a folder, expected a count file
            sent nonsense                                    | 2 | 'nonsense' is not a date
            env                                              | 2 | no collection is known on this machine yet
            env -C gone.example                              | 2 | gone.example
            env --json=3                                     | 2 | '3' is not a boolean
            env @DIR/charts.txt                              | 2 | @DIR/charts.txt
            view --minutes -1 -C gone.example                | 2 | '-1' is not a whole number in range
            log nonsense --help                              | 2 | there is no command 'nonsense'
            config nonsense --help                           | 2 | there is no command 'nonsense'
            site --help nonsense                             | 2 | there is no command 'nonsense'
            site export --nonsense --help                    | 2 | --nonsense
            """)
    void mistake_isReportedInASentence_andLeavesNothing(String line, int code, String said) throws IOException {
        List<String> before = tree();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = line.replace("DIR", dir.toString()).split(" +");
        int ended = run(out, err, arguments);
        assertThat(err.toString())
                .contains(said.replace("DIR", dir.toString()))
                .doesNotContain("Exception", "\tat ", "fault of limpid", "tool/start");
        assertThat(ended).as(err.toString()).isEqualTo(code);
        assertThat(err.toString().lines())
                .as("a sentence, and where the help is")
                .hasSizeLessThanOrEqualTo(3);
        assertThat(out.toString()).isEmpty();
        assertThat(tree()).as("what is there afterwards").isEqualTo(before);
    }

    @Test
    void outputThatCannotBeWritten_isAFailure() throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")), "only Linux has a device that is always full");
        Process full =
                process("man").redirectOutput(Path.of("/dev/full").toFile()).start();
        String err = new String(full.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(full.waitFor()).isEqualTo(ExitCode.FAILED);
        assertThat(err)
                .startsWith("limpid: standard output could not be written: ")
                .hasLineCount(1);
    }

    @Test
    void closedPipe_isNotReported() throws Exception {
        Process man = process("completion").start();
        man.getInputStream().close(); // as head does once it has its lines
        String err = new String(man.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        man.waitFor();
        assertThat(err).isEmpty();
    }

    private static ProcessBuilder process(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line);
    }

    private int run(StringWriter out, StringWriter err, String... arguments) {
        Environment environment = Environment.of(
                Map.of("LIMPID_DIR", dir.resolve("home").toString()),
                Map.of(),
                dir.resolve("no-system-wide-mode").toFile());
        return Main.commandLine(new CommandContext(environment, Optional.empty()), arguments)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private List<String> tree() throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            return all.map(Path::toString).sorted().toList();
        }
    }

    private static Path repository() {
        return Path.of(System.getProperty("limpid.root"));
    }
}
