package dev.limpid.counter.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HomeCheckTest {
    private static final int SOMEBODY = 54321;

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private Path user;

    @BeforeEach
    void makeUser() throws IOException {
        user = Files.createDirectory(folder.resolve("user"));
        variables.put("HOME", user.toString());
    }

    @Test
    void home_thatDoesNotExistYet_isFit() {
        assertThat(refusal()).isNull();

        variables.put("LIMPID_DIR", folder.resolve("not/made/yet").toString());
        assertThat(refusal()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".local", ".local/state", ".local/state/limpid/telemetry.example.org/local"})
    void folder_thatOthersCanWriteTo_isNamedWithItsMode(String name) throws IOException {
        Path open = Files.createDirectories(user.resolve(name)).normalize();
        Files.setAttribute(open, "unix:mode", 01777);

        assertRefused(
                refusal(),
                HomeCheck.OPEN_HOME,
                "other users can write to " + open + " (mode 1777), expected a folder that only the user can write to");
    }

    /** A group other than the user's own and root's contains other users. */
    @ParameterizedTest
    @CsvSource({"rwxrwxr-x, 54321, true", "rwxr-xr-x, 54321, false", "rwxrwxr-x, 0, false"})
    void folder_thatAGroupCanWriteTo_isOpen_ifTheGroupHasOtherUsers(String mode, int group, boolean open)
            throws IOException {
        assumeTrue(isRoot(), "only root can give files away");
        Files.setAttribute(user, "unix:gid", group);
        Files.setPosixFilePermissions(user, PosixFilePermissions.fromString(mode));

        HomeCheck unfit = refusal();

        assertThat(unfit != null && unfit.word.equals(HomeCheck.OPEN_HOME)).isEqualTo(open);
    }

    @Test
    void folder_ofAnotherUser_isNamedWithBothNumbers() throws IOException {
        assumeTrue(isRoot(), "only root can give files away");
        Path state = Files.createDirectories(user.resolve(".local/state"));
        Files.setAttribute(state, "unix:uid", SOMEBODY);

        assertRefused(
                refusal(),
                HomeCheck.FOREIGN_HOME,
                state + " belongs to user number 54321, and this process runs as number 0");
    }

    /** In a shared folder, somebody else may have created the link that the environment names, and can redirect it. */
    @Test
    void base_thatIsALinkOfAnotherUser_isForeign() throws IOException {
        assumeTrue(isRoot(), "only root can give files away");
        Path link = Files.createSymbolicLink(folder.resolve("link"), user);
        variables.put("LIMPID_DIR", link.toString());
        assertThat(refusal()).isNull();

        Files.setAttribute(link, "unix:uid", SOMEBODY, LinkOption.NOFOLLOW_LINKS);

        assertRefused(
                refusal(),
                HomeCheck.FOREIGN_HOME,
                link + " belongs to user number 54321, and this process runs as number 0");
    }

    @Test
    void link_thatLeadsNowhere_isUnusable() throws IOException {
        Path link = Files.createSymbolicLink(user.resolve(".local"), folder.resolve("unmounted"));

        assertRefused(refusal(), HomeCheck.UNUSABLE_HOME, link + " is a dangling link");
    }

    @Test
    void file_inTheWay_isUnusable() throws IOException {
        Path file = Files.writeString(user.resolve(".local"), "in the way");

        assertRefused(refusal(), HomeCheck.UNUSABLE_HOME, file + " is not a folder");
    }

    /** The account's home folder is created together with the account, not by us. */
    @Test
    void homeFolder_thatDoesNotExist_isNamed() throws IOException {
        Files.delete(user);

        assertRefused(refusal(), HomeCheck.NO_HOME, user + " should be the user's home folder, and does not exist");
    }

    /** The choice can still be read there; only writing is refused. */
    @Test
    void choice_thatCannotBeWritten_doesNotMakeTheHomeUnfit() throws IOException {
        Path file = Files.writeString(user.resolve(".config"), "in the way");

        assertThat(refusal()).isNull();
        assertRefused(HomeCheck.refusalOfChoice(home()), HomeCheck.UNUSABLE_HOME, file + " is not a folder");
    }

    @Test
    void folderOfChoices_thatOthersCanWriteTo_makesTheHomeUnfit() throws IOException {
        Path config = Files.createDirectory(user.resolve(".config"));
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertRefused(
                refusal(),
                HomeCheck.OPEN_HOME,
                "other users can write to " + config
                        + " (mode 777), expected a folder that only the user can write to");
    }

    @Test
    void home_withoutAPlace_saysWhy() {
        variables.put("HOME", "?");

        assertRefused(HomeCheck.refusalOfChoice(home()), HomeCheck.NO_HOME, home().refusal());
    }

    @Test
    void make_createsFiveFolders_forTheUserAlone() throws IOException {
        Path deep = folder.resolve("a/b/c/d/e");

        HomeCheck.make(deep.toFile());
        HomeCheck.make(deep.toFile());

        for (Path made = deep; made != null && !made.equals(folder); made = made.getParent()) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
    }

    /** A home is at most five folders below the user's; one more would be the user's own home folder. */
    @Test
    void make_ofSixFolders_createsNone() {
        assertThatThrownBy(() -> HomeCheck.make(folder.resolve("a/b/c/d/e/f").toFile()))
                .isInstanceOf(IOException.class)
                .hasMessage(folder.resolve("a") + " does not exist, and telemetry does not create it");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void make_whereAnotherUserWasFirst_isRefused() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatThrownBy(() -> HomeCheck.make(madeMeanwhile(open)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("other users can write to " + open);

        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx------"));
        HomeCheck.make(madeMeanwhile(open));
    }

    /** A folder that did not exist when it was first looked for. */
    private static File madeMeanwhile(Path folder) {
        return new File(folder.toString()) {
            private boolean looked;

            @Override
            public boolean isDirectory() {
                boolean before = looked;
                looked = true;
                return before && super.isDirectory();
            }
        };
    }

    private static void assertRefused(@Nullable HomeCheck unfit, String word, @Nullable String sentence) {
        assertThat(unfit).isNotNull();
        assertThat(unfit.word).isEqualTo(word);
        assertThat(unfit.sentence).isEqualTo(sentence);
    }

    private boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(user, "unix:uid"));
    }

    private @Nullable HomeCheck refusal() {
        return HomeCheck.refusal(home());
    }

    private TelemetryHome home() {
        Environment environment = Environment.of(variables, Map.of(), new File("/nowhere"));
        return TelemetryHome.of("telemetry.example.org", environment);
    }
}
