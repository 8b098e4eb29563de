package dev.limpid.counter.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the files of a home are, as {@code spec/home.md} specifies it for each system. */
class HomeLocationTest {
    private static final String COLLECTION = "telemetry.example.org";

    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();

    @ParameterizedTest
    @CsvSource(nullValues = "-", quoteCharacter = '"', textBlock = """
            # system   , variable        , value      , choice is in                               , data is in
            Linux      , X               , x          , /home/ann/.config                          , /home/ann/.local/state
            FreeBSD    , X               , x          , /home/ann/.config                          , /home/ann/.local/state
            -          , X               , x          , /home/ann/.config                          , /home/ann/.local/state
            Linux      , XDG_CONFIG_HOME , /home/ann/c, /home/ann/c                                , /home/ann/.local/state
            Linux      , XDG_CONFIG_HOME , /etc/c     , /etc/c                                     , /home/ann/.local/state
            Linux      , XDG_CONFIG_HOME , c          , /home/ann/.config                          , /home/ann/.local/state
            Linux      , XDG_STATE_HOME  , /home/ann/s, /home/ann/.config                          , /home/ann/s
            Linux      , XDG_STATE_HOME  , /var/s     , /home/ann/.config                          , /var/s
            Linux      , XDG_STATE_HOME  , s          , /home/ann/.config                          , /home/ann/.local/state
            Linux      , AppData         , /app       , /home/ann/.config                          , /home/ann/.local/state
            Mac OS X   , X               , x          , /home/ann/Library/Application Support      , /home/ann/Library/Application Support
            Mac OS X   , XDG_CONFIG_HOME , /etc/c     , /home/ann/Library/Application Support      , /home/ann/Library/Application Support
            Mac OS X   , XDG_STATE_HOME  , /var/s     , /home/ann/Library/Application Support      , /home/ann/Library/Application Support
            Windows 11 , AppData         , /app       , /app                                       , /home/ann\\AppData\\Local
            Windows 11 , LocalAppData    , /app       , /home/ann\\AppData\\Roaming                , /app
            Windows 11 , XDG_CONFIG_HOME , /etc/c     , /home/ann\\AppData\\Roaming                , /home/ann\\AppData\\Local
            Linux      , LIMPID_DIR      , /moved     , /moved                                     , /moved
            """)
    void home_isWhereTheSystemKeepsSuchFiles(String os, String variable, String value, String choice, String data) {
        live(os, "/home/ann");
        variables.put(variable, value);
        String limpid = variable.equals("LIMPID_DIR") ? "" : "/limpid";

        TelemetryHome home = home();

        assertThat(home.refusal()).isNull();
        assertThat(home.choice()).isEqualTo(new File(choice + limpid, COLLECTION));
        assertThat(home.data()).isEqualTo(new File(data + limpid, COLLECTION));
        assertThat(home.isMoved()).isEqualTo(variable.equals("LIMPID_DIR"));
        assertThat(home.collection()).isEqualTo(COLLECTION);
        assertThat(home).hasToString(COLLECTION + " in " + home.data());
    }

    /** A home is checked from the folder that the environment names; folders above it are not the user's business. */
    @ParameterizedTest
    @CsvSource({
        "/home/ann/c, /home/ann, /home/ann/s, /home/ann",
        "/etc/c     , /etc/c   , /var/s     , /var/s",
        "/home/annie, /home/annie, /home/annabel, /home/annabel",
    })
    void base_isTheUsersHomeFolder_orElseTheNamedOne(String config, String choiceBase, String state, String dataBase) {
        live("Linux", "/home/ann");
        variables.put("XDG_CONFIG_HOME", config);
        variables.put("XDG_STATE_HOME", state);

        TelemetryHome home = home();

        assertThat(home.choiceBase()).isEqualTo(new File(choiceBase));
        assertThat(home.dataBase()).isEqualTo(new File(dataBase));
        assertThat(home.user()).isEqualTo(new File("/home/ann"));
    }

    @Test
    void base_onAMac_isTheUsersHomeFolder_andOfAMovedHomeTheNamedOne() {
        live("Mac OS X", "/home/ann");
        assertThat(home().dataBase()).isEqualTo(new File("/home/ann"));
        assertThat(home().choiceBase()).isEqualTo(new File("/home/ann"));

        properties.put("limpid.dir", "/moved");
        assertThat(home().dataBase()).isEqualTo(new File("/moved"));
        assertThat(home().user()).isNull();
    }

    /** An invented home folder does not matter if nothing is stored in it. */
    @Test
    void homeFolder_thatIsUnknown_isNotNeededWhereBothPlacesAreNamed() {
        live("Linux", "?");
        variables.put("XDG_CONFIG_HOME", "/etc/c");
        assertThat(home().refusal()).isEqualTo("the user's home folder is not known, expected HOME to name it");

        variables.put("XDG_STATE_HOME", "/var/s");
        assertThat(home().refusal()).isNull();

        variables.remove("XDG_CONFIG_HOME");
        assertThat(home().refusal()).isEqualTo("the user's home folder is not known, expected HOME to name it");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            LIMPID_DIR     , moved      , 'LIMPID_DIR is "moved", expected an absolute path'
            LIMPID_DIR     , /a\u001fb  , 'LIMPID_DIR is "/a?b", expected an absolute path'
            LIMPID_DIR     , /a\ufffd   , 'LIMPID_DIR is "/a\ufffd", which this process cannot use as a path; names beyond ASCII need a locale such as C.UTF-8'
            LIMPID_DIR     , /a\ud800   , 'LIMPID_DIR is "/a\ud800", which this process cannot use as a path'
            HOME           , ann        , 'the user''s home folder is "ann", expected an absolute path'
            HOME           , /home/j?zef, 'the user''s home folder is "/home/j?zef", which this process cannot use as a path'
            XDG_CONFIG_HOME, /a\ufffd   , 'the folder for choices is "/a\ufffd", which this process cannot use as a path'
            XDG_STATE_HOME , /a\u0007b  , 'the folder for data is "/a?b", expected an absolute path'
            """)
    void folder_thatCannotBeUsed_isNamedWithItsText(String variable, String value, String refusal) {
        live("Linux", "/home/ann");
        variables.put(variable, value);

        assertThat(home().refusal()).startsWith(refusal);
        assertThat(home().data()).isEqualTo(new File("/dev/null/" + COLLECTION));
        assertThat(home().isMoved()).isEqualTo(variable.equals("LIMPID_DIR"));
    }

    @Test
    void property_isNamedAsSuch_andComesBeforeTheVariable() {
        properties.put("limpid.dir", "moved");
        variables.put("LIMPID_DIR", "/elsewhere");

        assertThat(home().refusal()).startsWith("limpid.dir is \"moved\"");
    }

    @ParameterizedTest
    @CsvSource({"/a b", "/a?b", "/-"})
    void folder_withOrdinaryCharacters_isUsed(String dir) {
        variables.put("LIMPID_DIR", dir);

        assertThat(home().refusal()).isNull();
    }

    /** Only names that every file system accepts are used unchanged. */
    @ParameterizedTest
    @CsvSource({
        "telemetry.example.org, telemetry.example.org",
        "con.example.org      , %63on.example.org",
        "nul                  , %6eul",
        "example.             , example%2e",
        ".example.org         , %2eexample.org",
        "example/project.org  , example%2fproject.org",
        "example{.org         , example%7b.org",
        "example`.org         , example%60.org",
        "localhost            , localhost",
        "'azAZ09.-_+=@,x'     , 'azAZ09.-_+=@,x'",
        "example\u00ff        , example%ff",
        "example\u0100        , example%00%u01",
        "localhost:8080       , localhost%3a8080",
    })
    void folder_isNamedSafely(String collection, String folder) {
        variables.put("LIMPID_DIR", "/moved");

        assertThat(TelemetryHome.of(collection, environment()).data()).isEqualTo(new File("/moved", folder));
    }

    @Test
    void files_haveTheSpecifiedNames() {
        TelemetryHome home = TelemetryHome.at(COLLECTION, Path.of("/all"));

        assertThat(home.modeFile()).isEqualTo(Path.of("/all/mode"));
        assertThat(home.folder()).isEqualTo(Path.of("/all"));
        assertThat(home.local()).isEqualTo(Path.of("/all/local"));
        assertThat(home.upload()).isEqualTo(Path.of("/all/upload"));
        assertThat(home.config()).isEqualTo(Path.of("/all/config"));
        assertThat(home.debug()).isEqualTo(Path.of("/all/debug"));
        assertThat(home.debugAsFile()).isEqualTo(new File("/all/debug"));
        assertThat(home.isMoved()).isFalse();
    }

    private void live(String os, String user) {
        if (os != null) {
            properties.put("os.name", os);
        }
        properties.put("user.home", user);
    }

    private TelemetryHome home() {
        return TelemetryHome.of(COLLECTION, environment());
    }

    private Environment environment() {
        return Environment.of(variables, properties, new File("/nowhere"));
    }
}
