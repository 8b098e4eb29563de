package dev.limpid.counter.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    private static final File NOWHERE = new File("/nowhere");

    @ParameterizedTest
    @CsvSource({
        "Linux     , linux",
        "Mac OS X  , darwin",
        "Darwin    , darwin",
        "Windows 11, windows",
        "SunOS     , solaris",
        "FreeBSD   , freebsd",
        "OS/400    , os400",
        "AZaz09    , azaz09",
        "@[`{/:    , unknown",
    })
    void os_isInGosVocabulary(String jvm, String go) {
        assertThat(withProperties(Map.of("os.name", jvm)).os()).isEqualTo(go);
    }

    @ParameterizedTest
    @CsvSource({"amd64, amd64", "x86_64, amd64", "aarch64, arm64", "i386, 386", "x86, 386", "riscv64, riscv64"})
    void arch_isInGosVocabulary(String jvm, String go) {
        assertThat(withProperties(Map.of("os.arch", jvm)).arch()).isEqualTo(go);
    }

    @Test
    void machine_thatSaysNothingOfItself_isLinuxOfAnUnknownArch() {
        Environment silent = withProperties(Map.of());

        assertThat(silent.os()).isEqualTo("linux");
        assertThat(silent.arch()).isEqualTo("unknown");
        assertThat(silent.runtime()).isEqualTo("java");
    }

    @ParameterizedTest
    @CsvSource({"17, X, java17", "1.8, X, java8", "21, runtime, java21-native", "21, buildtime, java21"})
    void runtime_isTheJavaVersion_andSaysWhetherItIsANativeImage(String version, String image, String runtime) {
        assertThat(withProperties(Map.of(
                                "java.specification.version", version, "org.graalvm.nativeimage.imagecode", image))
                        .runtime())
                .isEqualTo(runtime);
    }

    @Test
    void systemWideMode_isTheNamedFile_andOfARealProcessTheSystems() {
        assertThat(withProperties(Map.of()).systemWideMode()).isEqualTo(NOWHERE);
        String expected = Environment.ofProcess().jvmOs().startsWith("Linux") ? "/etc/limpid/mode" : "limpid";
        assertThat(Environment.ofProcess().systemWideMode().getPath()).contains(expected);
    }

    @Test
    void emptyValue_isUnset_andAPropertyComesBeforeAVariable() {
        Environment both = Environment.of(Map.of("A", "", "B", "b"), Map.of("a", "", "b", "p"), NOWHERE);

        assertThat(both.variable("A")).isNull();
        assertThat(both.property("a")).isNull();
        assertThat(both.setting("a", "B")).isEqualTo("b");
        assertThat(both.setting("b", "B")).isEqualTo("p");
        assertThat(both.setting("a", "A")).isNull();
    }

    @Test
    void process_isReadInItsRealContext() {
        Environment real = Environment.ofProcess();

        assertThat(real.isReadable()).isTrue();
        assertThat(real.variable("PATH")).isEqualTo(System.getenv("PATH"));
        assertThat(real.property("java.home")).isEqualTo(System.getProperty("java.home"));
        assertThat(real.runtime()).isEqualTo("java" + Runtime.version().feature());
    }

    /** Windows does not set HOME: if it is set, it belongs to a Unix tool. */
    @ParameterizedTest
    @CsvSource({"Linux, /home/ann", "Mac OS X, /home/ann", "Windows 11, /account"})
    void userHome_isHome_exceptOnWindows(String os, String expected) {
        Environment named =
                Environment.of(Map.of("HOME", "/home/ann"), Map.of("os.name", os, "user.home", "/account"), NOWHERE);

        assertThat(named.userHome()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # HOME   , account  , user, at home
            /home/ann, /home/ann, ann , true
            -        , /home/ann, ann , true
            /home/ann, /root    , root, false
            /home/ann, /home/ann, ?   , false
            /home/ann, -        , ann , false
            """)
    void process_isAtHome_whereTheListOfAccountsSaysSo(String home, String account, String user, boolean atHome) {
        Map<String, String> variables = home == null ? Map.of() : Map.of("HOME", home);
        Map<String, String> properties =
                account == null ? Map.of("user.name", user) : Map.of("user.name", user, "user.home", account);

        assertThat(Environment.of(variables, properties, NOWHERE).isOwnHome()).isEqualTo(atHome);
    }

    private static Environment withProperties(Map<String, String> properties) {
        return Environment.of(Map.of(), properties, NOWHERE);
    }
}
