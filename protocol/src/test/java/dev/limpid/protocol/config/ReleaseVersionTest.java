package dev.limpid.protocol.config;

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
                "1.0-devel"
            })
    void isReleased_isFalseForWhatLiesBetweenReleases(String text) {
        assertThat(ReleaseVersion.parse(text))
                .hasValueSatisfying(version -> assertThat(version.isReleased()).isFalse());
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
