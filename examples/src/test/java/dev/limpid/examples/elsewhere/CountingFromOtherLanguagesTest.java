package dev.limpid.examples.elsewhere;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.file.CurrentWeek;
import dev.limpid.counter.file.Journal;
import dev.limpid.counter.file.JournalFold;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs in Python and JavaScript that append to journals themselves, together with programs in Java. */
@Needs({Tool.PYTHON, Tool.NODE})
class CountingFromOtherLanguagesTest {
    private static final int ROUNDS = 1000;

    @TempDir
    Path dir;

    @Test
    @EnabledOnOs(OS.LINUX)
    void count_byWritersInThreeLanguages_whileJournalsAreFolded_losesNothingAndCountsNothingTwice() throws Exception {
        Home home = Home.chosen(dir, "local\n");
        List<Process> processes = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            processes.add(Language.PYTHON.start(home.variables, """
                    name, rounds = sys.argv[1], int(sys.argv[2])
                    print(sum(count("race/" + ("common", name)[i % 2]) for i in range(rounds)))
                    """, name, Integer.toString(ROUNDS)));
            processes.add(Language.NODE.start(home.variables, """
                    const [name, rounds] = process.argv.slice(1);
                    let counted = 0;
                    for (let i = 0; i < rounds; i++) counted += count("race/" + ["common", name][i % 2]);
                    console.log(counted);
                    """, name, Integer.toString(ROUNDS)));
            processes.add(ProgramRunner.of(JavaWriter.class).home(dir).start(name, Integer.toString(ROUNDS)));
        }
        Writers writers = new Writers(processes);
        Journal journal = new Journal(
                home.at().localAsFile(),
                "org.example/tool",
                "1.4.0",
                "any",
                home.environment().os(),
                home.environment().arch());
        CurrentWeek week = journal.week((int) LocalDate.now(ZoneOffset.UTC).toEpochDay());
        long clock = System.currentTimeMillis();
        for (int last = 0; last < 3; last += writers.anyAlive() ? 0 : 1) {
            writers.awaitNoneHoldsASealedJournal();
            clock += 61_000;
            if (week.journal().exists()) {
                JournalFold.run(journal, week, clock, 2_000);
            }
        }

        for (Process process : processes) {
            assertThat(Language.output(process)).isEqualTo(Integer.toString(ROUNDS));
        }
        Map<String, Long> counts = home.counts();
        assertThat(home.count("race/common", counts)).isEqualTo(3 * ROUNDS);
        assertThat(home.count("race/a", counts)).isEqualTo(3 * ROUNDS / 2);
        assertThat(home.count("race/b", counts)).isEqualTo(3 * ROUNDS / 2);
        assertThat(home.at().local().resolve(week.countFile().getName().replace(".v1.", ".folded.v1.")))
                .exists();
    }

    @ParameterizedTest
    @EnumSource
    void count_killedWithinAWrite_costsThatEventAlone(Language language) throws IOException {
        String program = language.either("""
                write, frame, part = os.write, int(sys.argv[1]), int(sys.argv[2])
                def torn(file, data):
                    global frame
                    if frame == 0:
                        write(file, data[:part])
                        os.kill(os.getpid(), 9)
                    frame -= 1
                    return write(file, data)
                os.write = torn
                count("torn/run")
                """, """
                let [frame, part] = process.argv.slice(1).map(Number);
                const write = fs.writeSync;
                fs.writeSync = (file, data) => {
                    if (frame-- > 0) return write(file, data);
                    write(file, data.subarray(0, part));
                    process.kill(process.pid, "SIGKILL");
                    for (;;);
                };
                count("torn/run");
                """);
        int expected = 0;
        Home home = Home.chosen(dir, "local\n");
        // The metadata, the entry behind it, and one in a journal that others began.
        for (String torn : List.of("new 0", "new 1", "begun 0")) {
            for (int part : new int[] {3, 30}) {
                if (torn.startsWith("new")) {
                    expected = 0;
                    for (CountedWeek week : CountedWeek.in(home.at())) {
                        for (Path file : week.parts()) {
                            Files.delete(file);
                        }
                    }
                }
                language.run(home.variables, program, torn.substring(torn.length() - 1), Integer.toString(part));
                assertThat(home.count("torn/run", home.counts())).isEqualTo(expected);
                home.count("torn/run");
                assertThat(language.run(
                                home.variables,
                                language.either("print(count('torn/run'))", "console.log(count('torn/run'))")))
                        .isEqualToIgnoringCase("true");
                home.count("torn/run");
                expected += 3;
                assertThat(home.count("torn/run", home.counts())).isEqualTo(expected);
            }
        }
    }

    /** Each weekday on which weeks can end, three weeks: an event each day, at the first or the last second of it. */
    @ParameterizedTest
    @EnumSource
    void count_acrossTheEndsOfWeeks_goesWhereJavaPutsIt(Language language) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (int weekday = 0; weekday < 7; weekday++) {
            for (String who : List.of("java", "elsewhere", "both")) {
                Path folder = dir.resolve(who + weekday);
                folders.add(folder);
                Home home = Home.chosen(folder, "on 2026-11-01");
                Files.writeString(home.at().local().resolve("weekends"), Integer.toString(weekday));
            }
        }
        for (int day = 1; day <= 21; day++) {
            for (Path folder : folders) {
                String name = folder.getFileName().toString();
                if (name.startsWith("java") || (name.startsWith("both") && day % 3 == 0)) {
                    Home home = new Home(folder);
                    home.variables.put("LIMPID_NOW", instant(day));
                    home.count("day/run");
                }
            }
        }
        // Both: whoever comes second finds the weeks that the first began.
        String program = language.either("""
                for folder in sys.argv[1:]:
                    for day in range(1, 22):
                        if not ("both" in folder and day % 3 == 0):
                            os.environ["LIMPID_DIR"] = folder
                            os.environ["LIMPID_NOW"] = "2026-11-%02dT%sZ" % (day, ("00:00:01", "23:59:00")[day % 2])
                            assert count("day/run")
                """, """
                for (const folder of process.argv.slice(1)) for (let day = 1; day < 22; day++)
                    if (!(folder.includes("both") && day % 3 === 0)) {
                        process.env.LIMPID_DIR = folder;
                        process.env.LIMPID_NOW =
                            `2026-11-${String(day).padStart(2, "0")}T${["00:00:01", "23:59:00"][day % 2]}Z`;
                        if (!count("day/run")) throw new Error(folder + day);
                    }
                """);
        String[] theirs = folders.stream()
                .map(Path::toString)
                .filter(folder -> !folder.contains("java"))
                .toArray(String[]::new);
        assertThat(language.run(Map.of(), program, theirs)).isEmpty();

        for (int weekday = 0; weekday < 7; weekday++) {
            Map<String, Long> expected = new Home(dir.resolve("java" + weekday)).counts();
            assertThat(expected).hasSizeBetween(3, 4);
            assertThat(new Home(dir.resolve("elsewhere" + weekday)).counts()).isEqualTo(expected);
            assertThat(new Home(dir.resolve("both" + weekday))
                            .counts().values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum())
                    .isEqualTo(21);
        }
    }

    private static String instant(int day) {
        return String.format(Locale.ROOT, "2026-11-%02dT%sZ", day, day % 2 == 0 ? "00:00:01" : "23:59:00");
    }

    @ParameterizedTest
    @EnumSource
    void count_countsOnlyWhereTheUserChoseAndTheHomeIsFit(Language language) throws IOException {
        List<String> cases = new ArrayList<>();
        StringBuilder expected = new StringBuilder();
        for (String mode : List.of("local", "on 2026-11-01\r\n", " local \n")) {
            cases.add(
                    Home.chosen(dir.resolve("c" + cases.size()), mode).variables.get("LIMPID_DIR") + ",LIMPID,");
            expected.append("true\n");
        }
        String good = dir.resolve("c0").toString();
        for (String variable : List.of("LIMPID, LOCAL ", "LIMPID,on", "DO_NOT_TRACK,0")) {
            cases.add(good + "," + variable);
            expected.append("true\n");
        }
        for (String variable : List.of("LIMPID,off", "LIMPID,maybe", "DO_NOT_TRACK,1", "DO_NOT_TRACK,false")) {
            cases.add(good + "," + variable);
            expected.append("false\n");
        }
        for (String mode :
                List.of("off", "off local", "local\nlocal", "on", "on tomorrow", "", "\ufefflocal", "l".repeat(300))) {
            cases.add(
                    Home.chosen(dir.resolve("c" + cases.size()), mode).variables.get("LIMPID_DIR") + ",LIMPID,");
            expected.append("false\n");
        }
        Path unchosen = dir.resolve("unchosen");
        Files.delete(Home.chosen(unchosen, "").at().modeFile());
        Path open = dir.resolve("open");
        Files.setPosixFilePermissions(
                Home.chosen(open, "local").at().local(), PosixFilePermissions.fromString("rwxrwxrwx"));
        Path bare = Files.createDirectories(dir.resolve("bare/" + Home.COLLECTION));
        Files.writeString(bare.resolve("mode"), "local");
        Path link = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("nowhere"));
        for (Path folder : List.of(unchosen, open, bare.getParent(), dir.resolve("none"), link)) {
            cases.add(folder + ",LIMPID,");
            expected.append("false\n");
        }
        cases.add("relative,LIMPID,");
        expected.append("false");

        String program = language.either("""
                for case in sys.argv[1:]:
                    folder, name, value = case.split(",")
                    os.environ["LIMPID_DIR"], os.environ[name] = folder, value
                    print(str(count("mode/run")).lower())
                    del os.environ[name]
                """, """
                for (const line of process.argv.slice(1)) {
                    const [folder, name, value] = line.split(",");
                    process.env.LIMPID_DIR = folder, process.env[name] = value;
                    console.log(count("mode/run"));
                    delete process.env[name];
                }
                """);
        assertThat(language.run(Map.of(), program, cases.toArray(new String[0])))
                .isEqualTo(expected.toString());
        assertThat(bare).isDirectoryNotContaining("glob:**local");
        assertThat(dir.resolve("none")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void count_underNamesThatAreNone_orForAProgramWhoseNameEndsAlike(Language language) throws IOException {
        Home home = Home.chosen(dir, "local");
        home.limpid(
                "count", "--program", "com.example/tool", "--program-version", "1.4.0", "--runtime", "any", "x/run");
        String program = language.either("""
                for name in ("a b", "a:b:c", "", ":", "a\\n", "\\u00e4", "x" * 4097):
                    assert not count(name), name
                assert not count("a", "org.example/to ol") and not count("a", runtime="any thing")
                print(count("x/run"), count("x" * 4096), count("x/run"))
                """, """
                for (const name of ["a b", "a:b:c", "", ":", "a\\n", "\\u00e4", "x".repeat(4097)])
                    if (count(name)) throw new Error(name);
                if (count("a", "org.example/to ol") || count("a", "org.example/tool", "any thing")) throw new Error();
                console.log(count("x/run"), count("x".repeat(4096)), count("x/run"));
                """);
        assertThat(language.run(home.variables, program)).isEqualToIgnoringCase("true true true");
        home.count("x/run");
        assertThat(home.count("x/run", home.counts())).isEqualTo(3);
        assertThat(home.counts()).hasSize(2);
        assertThat(CountedWeek.in(home.at())).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    @Needs(Tool.UNSHARE)
    void count_onAFullDisk_countsWhatItSaidItCounted(Language language) throws IOException {
        Home home = Home.chosen(dir.resolve("kept"), "local");
        Files.createDirectories(dir.resolve("full"));
        String program = language.either("""
                counted = [count("disk/run") for i in range(3)]
                with open(sys.argv[1] + "/filler", "wb", 0) as filler:
                    try:
                        while filler.write(bytes(4096)): pass
                    except OSError: pass
                full = [count("disk/run") for i in range(300)]
                os.remove(sys.argv[1] + "/filler")
                after = [count("disk/run") for i in range(100)]
                print(sum(counted + full + after), all(counted + after), any(full), all(full))
                """, """
                const times = (n) => Array.from({ length: n }, () => count("disk/run"));
                const counted = times(3), filler = process.argv[1] + "/filler";
                try { for (;;) fs.appendFileSync(filler, Buffer.alloc(4096)); } catch {}
                const full = times(300);
                fs.rmSync(filler);
                const after = times(100), all = (list) => list.every((each) => each);
                console.log([...counted, ...full, ...after].filter((each) => each).length, all([...counted, ...after]),
                    full.some((each) => each), all(full));
                """);
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "-rm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=64k,mode=700 tmpfs full && cp -r kept/. full && \"$@\" && cp -r full after",
                "sh"));
        command.addAll(language.command(program, "full"));
        command.addAll(0, List.of("env", "-C", dir.toString()));
        String said = Language.output(
                Language.start(Map.of("LIMPID_DIR", dir.resolve("full").toString()), command));

        assertThat(said.toLowerCase(Locale.ROOT)).matches("\\d+ true true false");
        Home after = new Home(dir.resolve("after"));
        assertThat(after.count("disk/run", after.counts()))
                .isEqualTo(Long.parseLong(said.substring(0, said.indexOf(' '))));
        assertThat(home.counts()).isEmpty();
    }
}
