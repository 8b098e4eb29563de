package dev.limpid.tlog.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.tlog.LogFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The grammars of names character by character, and their limits on both sides: none is wider than it says. */
class ModuleGrammarTest {

    private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    private static final char LAST_LOOKED_AT = 0x17f;

    private interface Reading {
        Object read(String text) throws LogFormatException;
    }

    /** Which characters, in place of X, make a valid text. */
    private static String allowed(String text, Reading reading) {
        StringBuilder allowed = new StringBuilder();
        for (char c = 0; c <= LAST_LOOKED_AT; c++) {
            if (isRead(text.replace('X', c), reading)) {
                allowed.append(c);
            }
        }
        return allowed.toString();
    }

    private static boolean isRead(String text, Reading reading) {
        try {
            return reading.read(text) != null;
        } catch (LogFormatException e) {
            return false;
        }
    }

    private static String sorted(String... sets) {
        return String.join("", sets)
                .chars()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void refused(ThrowingCallable reading, String why) {
        assertThatThrownBy(reading).isInstanceOf(LogFormatException.class).hasMessageContaining(why);
    }

    @Test
    void path_holdsTheseCharactersAndNoOthers() {
        // A slash begins another element; an X between two dots may be one.
        assertThat(allowed("aXb.example/c", ModulePath::parse)).isEqualTo(sorted(SMALL, DIGITS, "-."));
        assertThat(allowed("example.org/aXb", ModulePath::parse)).isEqualTo(sorted(SMALL, CAPITALS, DIGITS, "-._~/"));
    }

    @Test
    void path_hasAtMost500Characters_andAMessageShowsAHundred() throws Exception {
        String longest = "example.org/" + "a".repeat(488);
        assertThat(ModulePath.parse(longest).text()).hasSize(500);
        refused(() -> ModulePath.parse(longest + "a"), "more than 500 characters");
        assertThatThrownBy(() -> ModulePath.parse(" ".repeat(100)))
                .hasMessageStartingWith("\"" + " ".repeat(100) + "\"");
        assertThatThrownBy(() -> ModulePath.parse(" ".repeat(101)))
                .hasMessageStartingWith("\"" + " ".repeat(100) + "…\"");
    }

    @Test
    void path_holdsNoShortNameOfWindows_butWhatOnlyLooksLikeOne() throws Exception {
        for (String shortName : new String[] {"config~1", "a~0", "a~9", "a~10.txt", "~1", "a~b~2"}) {
            refused(() -> ModulePath.parse("example.org/" + shortName), "means something else on Windows");
        }
        for (String other : new String[] {"a~", "a~x", "a~1x", "a~1b.c~1", "a.b~1", "~"}) {
            ModulePath.parse("example.org/" + other);
        }
    }

    @Test
    void path_endsInAMajorVersionFromTwoOn_orInNone() throws Exception {
        for (String end : new String[] {"v2", "v10", "v19", "v999", "v", "v2x", "x2", "vv2"}) {
            ModulePath.parse("example.org/x/" + end);
        }
        for (String end : new String[] {"v0", "v1", "v01", "v02", "v00", "v2.0", "v.2", "v1" + "0".repeat(18)}) {
            refused(() -> ModulePath.parse("example.org/x/" + end), "not a major version");
        }
        ModulePath.parse("example.org/x/v" + "9".repeat(17));
        refused(() -> ModulePath.parse("-a.example/x"), "not a host name");
    }

    @Test
    void version_holdsTheseCharactersAndNoOthers() {
        assertThat(allowed("v1.0.X", ModuleVersion::parse)).isEqualTo(DIGITS);
        assertThat(allowed("v1.0.0-aXb", ModuleVersion::parse)).isEqualTo(sorted(SMALL, CAPITALS, DIGITS, "-."));
        assertThat(allowed("v1.0.0-0X", ModuleVersion::parse)).isEqualTo(sorted(SMALL, CAPITALS, "-"));
        assertThat(allowed("v1.0.0-X0", ModuleVersion::parse)).isEqualTo(sorted(SMALL, CAPITALS, "123456789-"));
        assertThat(allowed("v1.0.0-X", ModuleVersion::parse)).isEqualTo(sorted(SMALL, CAPITALS, DIGITS, "-"));
    }

    @Test
    void version_hasAtMost100Characters_andAMessageShowsSixty() throws Exception {
        String longest = "v1.0.0-" + "a".repeat(93);
        assertThat(ModuleVersion.parse(longest).toString()).hasSize(100);
        refused(() -> ModuleVersion.parse(longest + "a"), "\"v1.0.0-" + "a".repeat(53) + "…\" is not a version");
        refused(() -> ModuleVersion.parse("x".repeat(60)), "\"" + "x".repeat(60) + "\" is not a version");
        refused(() -> ModuleVersion.parse("-1.0.0"), "is not a version");
    }

    @Test
    void version_isTheSameAsOneOfItsText_andNumbersComeBeforeWords() throws Exception {
        ModuleVersion version = ModuleVersion.parse("v1.0.0-RC1");
        assertThat(version)
                .isEqualTo(ModuleVersion.parse("v1.0.0-RC1"))
                .hasSameHashCodeAs(ModuleVersion.parse("v1.0.0-RC1"));
        assertThat(version).isNotEqualTo(ModuleVersion.parse("v1.0.0-RC2"));
        assertThat(version.hashCode())
                .isNotEqualTo(ModuleVersion.parse("v1.0.0-RC2").hashCode());
        assertThat(version.escaped()).isEqualTo("v1.0.0-!r!c1");
        assertThat(ModuleVersion.unescape("v1.0.0-!r!c1")).isEqualTo(version);
        for (String word : new String[] {"0a", "9a", "a0", "a9", "-"}) {
            for (String number : new String[] {"0", "9", "10"}) {
                assertThat(ModuleVersion.parse("v1.0.0-" + number))
                        .as(number + " before " + word)
                        .isLessThan(ModuleVersion.parse("v1.0.0-" + word));
            }
        }
    }

    @Test
    void fileName_holdsTheseCharactersAndNoOthers() {
        Reading reading = name -> {
            ModuleFileName.check(name);
            return name;
        };
        assertThat(allowed("aXb", reading)).isEqualTo(sorted(SMALL, CAPITALS, DIGITS, "!#$%&()+,-.=@[]^_{}~ /"));
        String shown = "ü".repeat(100);
        refused(() -> ModuleFileName.check(shown), "\"" + shown + "\" is not a file name");
        refused(() -> ModuleFileName.check(shown + "ü"), "\"" + shown + "…\" is not a file name");
    }

    @Test
    void fileName_isNoDeviceAndNoGoModElsewhere() throws Exception {
        for (String good : new String[] {"go.mod", "a/b", "console", "com0", "com10", "xnul", "a.con"}) {
            ModuleFileName.check(good);
        }
        for (String bad : new String[] {"", "a//b", "/a", "a/", "a.", "a./b", "nul", "CON.txt", "a/lpt9", "com1.a.b"}) {
            assertThatThrownBy(() -> ModuleFileName.check(bad)).as(bad).isInstanceOf(LogFormatException.class);
        }
        for (String bad : new String[] {"GO.MOD", "a/go.mod", "Go.mod"}) {
            refused(() -> ModuleFileName.check(bad), "in small letters at the module's root");
        }
    }

    @Test
    void capitals_areSpelledInOneWay() throws Exception {
        StringBuilder spelled = new StringBuilder("@");
        SMALL.chars().forEach(c -> spelled.append('!').append((char) c));
        assertThat(CaseEncoding.escape("@" + CAPITALS + "["))
                .hasToString(spelled.append('[').toString());
        assertThat(CaseEncoding.unescape("@!a!z[`{")).isEqualTo("@AZ[`{");
        assertThat(allowed("!X", CaseEncoding::unescape)).isEqualTo(SMALL);
        assertThat(allowed("X", CaseEncoding::unescape)).contains("@", "[", "a").doesNotContain("A", "M", "Z", "!");
    }

    @Test
    void zip_isPackedWithNothingThatAClientWouldRefuse() throws Exception {
        ModulePath path = new ModulePath("example.org/x");
        ModuleVersion one = ModuleVersion.parse("v1.0.0");
        assertThatThrownBy(() -> ModuleZip.pack(path, ModuleVersion.parse("v2.0.0"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not fit the path");
        for (Map<String, byte[]> files : java.util.List.of(
                Map.of("a b?", bytes(1)),
                Map.of("A", bytes(1), "a", bytes(1)),
                Map.of("a", bytes(1), "A/b", bytes(1)))) {
            assertThatThrownBy(() -> ModuleZip.pack(path, one, files))
                    .as("%s", files.keySet())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("cannot pack example.org/x@v1.0.0: ");
        }
        byte[] zip = ModuleZip.pack(path, one, Map.of()).bytes();
        assertThat(new byte[] {zip[10], zip[11], zip[12], zip[13]})
                .as("time of the first file: midnight of 1980-01-01")
                .containsExactly(0, 0, 0x21, 0);
        assertThatThrownBy(() -> ModuleZip.read(new ModulePath("example.org/x/v2"), one, zip))
                .isInstanceOf(LogFormatException.class)
                .hasMessageContaining("does not fit the path");
    }

    @Test
    void goModAndLicence_haveAtMost16MiB() throws Exception {
        ModulePath path = new ModulePath("example.org/x");
        ModuleVersion one = ModuleVersion.parse("v1.0.0");
        int most = 16 << 20;
        assertThatCode(() -> ModuleZip.pack(path, one, Map.of("LICENSE", bytes(most), "other", bytes(most + 1))))
                .doesNotThrowAnyException();
        for (String small : new String[] {"LICENSE", "go.mod"}) {
            assertThatThrownBy(() -> ModuleZip.pack(path, one, Map.of(small, bytes(most + 1))))
                    .hasMessageContaining(small + " has more than 16777216 bytes");
        }
        assertThat(ModuleZip.pack(path, one, Map.of("a", "b".getBytes(StandardCharsets.UTF_8)))
                        .files())
                .hasSize(2);
    }

    private static byte[] bytes(int length) {
        return new byte[length];
    }
}
