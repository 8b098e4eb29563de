package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.home.TelemetryHome;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of the class path's properties a start uses, and what they complete. */
class ProgramPropertiesTest {
    private static final String HERE = ProgramPropertiesTest.class.getName();
    private static final String TOOL =
            "program = org.example/tool \nversion=1.4.0\ncollection=tool.example.org\nframes=org.example.tool.,org.b.\n";
    private static final String OTHER = "program=org.example/other\nversion=2.0.0\ncollection=other.example.org\n";

    @TempDir
    Path folder;

    private final String[][] others = Program.others;

    @AfterEach
    void forget() {
        Program.others = others;
        Program.nextEpoch();
    }

    @Test
    void complete_fillsInWhatTheOptionsLeaveOpen() throws Exception {
        TelemetryOptions options = options(file("a", TOOL + "default=off\n"));

        new ProgramProperties(options).complete();

        assertThat(options.collection).isEqualTo("tool.example.org");
        assertThat(options.program).isEqualTo("org.example/tool");
        assertThat(options.version).isEqualTo("1.4.0");
        assertThat(options.offByDefault).isTrue();
        assertThat(options.ownPackages).containsExactly("org.example.tool.", "org.b.");
        assertThat(options.place)
                .isEqualTo(
                        ProgramFinder.plain(folder.resolve("a").toUri().toURL().toString()));
        assertThat(options.surveyed).isTrue();
    }

    @Test
    void complete_leavesWhatTheOptionsSay() throws Exception {
        TelemetryOptions options = options(file("a", OTHER)).program("org.example/mine", "3.0.0");
        options.ownPackages("org.mine.").collection("mine.example.org");
        new ProgramProperties(options).complete();
        assertThat(options.collection).isEqualTo("mine.example.org");
        assertThat(options.program).isEqualTo("org.example/mine");
        assertThat(options.version).isEqualTo("3.0.0");
        assertThat(options.offByDefault).isFalse();
        assertThat(options.ownPackages).containsExactly("org.mine.");

        TelemetryOptions home = options(file("a", OTHER)).home(TelemetryHome.at("home.example.org", folder));
        new ProgramProperties(home).complete();
        assertThat(home.collection).isNull();
        assertThat(home.program).isEqualTo("org.example/other");
        assertThat(home.ownPackages).isNull();
    }

    @Test
    void whatIsMissing_isNamed() throws Exception {
        ProgramProperties none = new ProgramProperties(options());
        assertThatThrownBy(none::complete)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("META-INF/limpid/program.properties has no collection, and the options set none");
        ProgramProperties unnamed = new ProgramProperties(options(file("a", "collection=a\nprogram=\n")));
        assertThatThrownBy(unnamed::complete)
                .hasMessage("META-INF/limpid/program.properties has no program, and the options set none");
    }

    @Test
    void collection_isTheWholeIdentity() throws Exception {
        String text = TOOL + "upload=https://a\nconfig=https://b\npolicy=log c\n";
        assertThat(new ProgramProperties(options(file("a", text))).collection())
                .isEqualTo(new CollectionIdentity("tool.example.org", "https://a", "https://b", "log c", false));
        assertThat(new ProgramProperties(options(file("b", text + "default=off"))).collection())
                .isEqualTo(new CollectionIdentity("tool.example.org", "https://a", "https://b", "log c", true));
        assertThat(new ProgramProperties(options(file("c", "collection=c\ndefault=on"))).collection())
                .isEqualTo(new CollectionIdentity("c", "", "", "", false));
    }

    @Test
    void twoPrograms_neitherTheCallers_areRefused_unlessTheOptionsSayAll() throws Exception {
        Path a = file("a", TOOL);
        Path b = file("b", OTHER);
        assertThatThrownBy(() -> new ProgramProperties(options(a, b)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("META-INF/limpid/program.properties is in "
                        + ProgramFinder.plain(a.toUri().toURL().toString())
                        + " and in " + ProgramFinder.plain(b.toUri().toURL().toString())
                        + ", and it is unclear which is that of the code that starts telemetry, " + HERE
                        + ": name program and collection in TelemetryOptions");
        TelemetryOptions named = options(a, b).program("org.example/none", "1").collection("none.example.org");
        Program.others = new String[0][];
        new ProgramProperties(named).complete();
        assertThat(named.place).isEmpty();
        assertThat(others(0)).containsExactly("org.example/tool", "org.example/other");
        assertThat(others(ProgramFinder.FRAMES))
                .as("without frames, the program's name")
                .containsExactly("org.example.tool.,org.b.", "org.example/other");
        assertThatThrownBy(() -> new ProgramProperties(options(a, b).program("org.example/none", "1")))
                .hasMessageContaining("it is unclear");
    }

    @Test
    void program_thatTheOptionsName_isTheOneOfItsFile() throws Exception {
        TelemetryOptions options = options(file("a", TOOL), file("b", OTHER)).program("org.example/other", "9");
        Program.others = new String[0][];

        new ProgramProperties(options).complete();

        assertThat(options.collection).isEqualTo("other.example.org");
        assertThat(options.version).isEqualTo("9");
        assertThat(others(0)).containsExactly("org.example/tool");
    }

    @Test
    void frames_thatIncludeTheCaller_decide() throws Exception {
        TelemetryOptions options =
                options(file("a", TOOL), file("b", OTHER + "frames=,org.c.,dev.limpid.counter.Program"));

        new ProgramProperties(options).complete();

        assertThat(options.program).isEqualTo("org.example/other");
        assertThat(options.place).endsWith("/b");
    }

    @Test
    void framesOfTwoPrograms_thatIncludeTheCaller_decideNothing() throws Exception {
        Path a = file("a", TOOL.replace("org.b.", HERE));
        Path b = file("b", OTHER + "frames=" + HERE);
        assertThatThrownBy(() -> new ProgramProperties(options(a, b))).hasMessageContaining("it is unclear");
    }

    /** Somebody who packages a program can put a file of the same program before it. */
    @Test
    void twoFilesOfOneProgram_areThatOfTheFirst() throws Exception {
        String frames = "\nframes=" + HERE;
        TelemetryOptions options = options(
                file("a", OTHER.replace("other.example.org", "packager.example.org") + frames),
                file("b", OTHER + frames),
                file("c", TOOL));
        Program.others = new String[0][];

        new ProgramProperties(options).complete();

        assertThat(options.collection).isEqualTo("packager.example.org");
        assertThat(others(0)).containsExactly("org.example/tool");
    }

    @Test
    void twoFilesOfOneProgramAndCollection_needNoFrames() throws Exception {
        TelemetryOptions options = options(file("a", OTHER), file("b", OTHER));
        new ProgramProperties(options).complete();
        assertThat(options.program).isEqualTo("org.example/other");

        Path a = file("a", OTHER);
        Path b = file("b", OTHER.replace("other.example.org", "packager.example.org"));
        assertThatThrownBy(() -> new ProgramProperties(options(a, b))).hasMessageContaining("it is unclear");
    }

    /** This of each program that is known and does not count. */
    private static List<String> others(int index) {
        List<String> all = new ArrayList<>();
        for (String[] other : Program.others) {
            all.add(other[index]);
        }
        return all;
    }

    private Path file(String place, String text) throws Exception {
        Path file = folder.resolve(place).resolve(ProgramProperties.RESOURCE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return folder.resolve(place);
    }

    private static TelemetryOptions options(Path... places) throws MalformedURLException {
        URL[] urls = new URL[places.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = places[i].toUri().toURL();
        }
        return TelemetryOptions.builder().classLoader(new URLClassLoader(urls, null));
    }
}
