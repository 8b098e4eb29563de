package dev.limpid.protocol.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseVersionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0-alpha1 1.0-alpha2 1.0-alpha10 1.0-beta1 1.0-M1 1.0-rc1 1.0 1.0.1 1.1-rc1 1.1 1.10 2.0",
                "v0.9.0 v1.0.0-alpha v1.0.0-alpha.1 v1.0.0-foo v1.0.0-pre.1 v1.0.0-rc.1 v1.0.0-rc.2 v1.0.0-rc.10 v1.0.0 v1.0.1 v1.10.0",
                "go1.20 go1.23rc1 go1.23rc2 go1.23.0 go1.23.1 go1.23.10 go1.24rc1 go1.24.0",
                "32.1.3-android 32.1.3-jre 33.0.0-android 33.0.0-jre",
                "5.0.0.Alpha1 5.0.0.Beta1 5.0.0.CR1 5.0.0.Final 5.0.1.Final"
            })
    void compareTo_ordersAsReleasesFollowEachOther(String ordered) {
        List<ReleaseVersion> expected = versions(ordered);
        List<ReleaseVersion> shuffled = new ArrayList<>(expected);
        Collections.shuffle(shuffled, new Random(1));
        Collections.sort(shuffled);
        assertThat(shuffled).isEqualTo(expected);
    }

    @Test
    void compareTo_isAnOrder() {
        List<ReleaseVersion> all =
                versions("1 1.0 1.0.0 v1.0.0 1.0-rc1 1.0.Final 1.0-jre 1.0+build 1.0-x v1.0.0-x go1.0 1.0-2");
        for (ReleaseVersion a : all) {
            for (ReleaseVersion b : all) {
                assertThat(Integer.signum(a.compareTo(b))).isEqualTo(-Integer.signum(b.compareTo(a)));
                for (ReleaseVersion c : all) {
                    if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
                        assertThat(a.compareTo(c)).as("%s %s %s", a, b, c).isLessThanOrEqualTo(0);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.4-SNAPSHOT",
                "v0.0.0-20230101123456-0123456789ab",
                "v1.2.4-0.20230101123456-0123456789ab",
                "v2.0.0-20230101123456-0123456789ab+incompatible",
                "1.0-devel",
                "v1.4.0-3-gabc",
                "1.4.0-12-g0123abc-dirty",
                "1.4.0-dirty",
                "1.4.0-3-gabc1234.dirty",
                "1.4.0-dev",
                "1.4.0.dev3",
                "1.4.1.dev3+gabc1234.d20261120",
                "1.4.0.post3.dev0",
                "1.4.0+g0a1b2c3",
                "1.4.0+3-0a1b2c3d+20261120-1012",
                "1.5.0-dev.3.uncommitted+0a1b2c3",
                "1.4.0-nightly.20261120",
                "1.4.0-nightly20261120",
                "1.4-20261120.101112-3",
                "1.4.0-SNAPSHOT+5",
                "v1.4.1-0.20261120101112-0123456789ab+dirty"
            })
    void isReleased_isFalseForWhatLiesBetweenReleases(String text) {
        assertThat(ReleaseVersion.parse(text))
                .hasValueSatisfying(version -> assertThat(version.isReleased()).isFalse());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.4.0",
                "2.0.0-rc.1",
                "2.0-M3",
                "1.4.0.Final",
                "1.4.0.GA",
                "1.4-3-ga",
                "33.0-jre",
                "33.0-android",
                "1.4.0.post3",
                "1.4.0-3",
                "1.4.0+build.5",
                "17.0.9+9",
                "1.0.0-beta+exp.sha.5114f85",
                "2.3.0-b170127.1453",
                "2.3-groovy-4.0",
                "4.0.0-alpha20261120",
                "1.0.0-20230101123456",
                "v2.0.0+incompatible",
                "go1.23rc1",
                "20261120"
            })
    void isReleased_holdsForWhatWasMadeForEverybody(String text) {
        assertThat(ReleaseVersion.parse(text))
                .hasValueSatisfying(version -> assertThat(version.isReleased()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "unknown", "devel", "SNAPSHOT", "0a1b2c3", "abcdef0-dirty", "3f9c1e2"})
    void isBetween_holdsForWhatABuildSaysThatKnowsNoRelease(String text) {
        assertThat(ReleaseVersion.isDevelopmentBuild(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "devel", "latest", "v", "x1.0", "1..0", "1.", "1.0-", "1.0 beta", "99999999999.0"})
    void parse_isEmptyForWhatIsNoVersion(String text) {
        assertThat(ReleaseVersion.parse(text).filter(version -> !text.contains(" ")))
                .isEmpty();
    }

    private static List<ReleaseVersion> versions(String text) {
        return Arrays.stream(text.split(" ", -1))
                .map(version -> ReleaseVersion.parse(version).orElseThrow())
                .toList();
    }
}
