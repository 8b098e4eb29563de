package dev.limpid.protocol.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LikelyNextVersionsTest {

    @Test
    void after_foreseesPatchesMinorsAndAMajor() {
        assertThat(after("1.3.0 1.3.1 1.4.0"))
                .containsExactly(
                        "1.3.2", "1.3.3", "1.4.1", "1.4.2", "1.4.3", "1.5.0", "1.5.1", "1.5.2", "1.6.0", "1.6.1",
                        "1.6.2", "1.7.0", "1.7.1", "1.7.2", "2.0.0", "2.0.1", "2.0.2");
    }

    @Test
    void after_foreseesPrereleasesInTheProjectsOwnForm() {
        assertThat(after("v0.1.0-rc.1 v0.1.0-rc.2 v0.1.0"))
                .contains("v0.1.1-rc.1", "v0.1.1-rc.3", "v0.2.0-rc.1", "v0.2.0-rc.3", "v1.0.0-rc.1")
                .doesNotContain("v0.1.0-rc.3", "v0.2.0-rc.4", "v0.2.1-rc.1", "v0.2.0-rc");
        assertThat(after("go1.23rc1 go1.23rc2 go1.23.0 go1.23.1"))
                .contains("go1.23.2", "go1.24rc1", "go1.24rc3", "go1.24.0", "go1.24.1")
                .doesNotContain("go1.23rc3", "go1.23.2rc1", "go1.24.0rc1");
        assertThat(after("1.0-beta 1.0")).contains("1.1-beta", "2.0-beta").doesNotContain("1.1-beta1");
    }

    @Test
    void after_writesTheFirstOfALineAsTheProjectDoes() {
        assertThat(after("9.10 9.10.1 9.11 9.11.1"))
                .containsExactly(
                        "9.10.2", "9.10.3", "9.11.2", "9.11.3", "9.11.4", "9.12", "9.12.1", "9.12.2", "9.13", "9.13.1",
                        "9.13.2", "9.14", "9.14.1", "9.14.2", "10.0", "10.0.1", "10.0.2");
        assertThat(after("9.10 9.11.0 9.11.1")).contains("9.12.0", "10.0.0").doesNotContain("9.12", "10.0");
        assertThat(after("go1.20 go1.20.1 go1.21.0")).contains("go1.22.0").doesNotContain("go1.22");
    }

    @Test
    void after_keepsSuffixesOfReleases() {
        assertThat(after("33.0.0-android 33.0.0-jre"))
                .contains("33.0.1-jre", "33.0.1-android", "33.1.0-jre", "34.0.0-android")
                .doesNotContain("33.0.1");
        assertThat(after("5.0.0.Final")).contains("5.0.1.Final", "5.1.0.Final").doesNotContain("5.0.1");
    }

    @Test
    void after_aPrereleaseForeseesItsRelease() {
        assertThat(after("1.0.0-rc1")).contains("1.0.0", "1.0.0-rc2", "1.0.1");
    }

    @Test
    void after_doesNotGuessDates() {
        assertThat(after("1.0-alpha-20260101 1.0")).noneMatch(version -> version.contains("alpha"));
    }

    @Test
    void after_ofOneNumberForeseesTheNext() {
        assertThat(after("7 8 9")).contains("10", "11", "12", "9.1");
    }

    @Test
    void after_nothingForeseesNothing() {
        assertThat(LikelyNextVersions.after(List.of())).isEmpty();
    }

    @Test
    void after_listsNothingThatIsReleasedAndStaysShort() {
        List<String> released = List.of("1.0.0", "1.1.0-rc1", "1.1.0-rc2", "1.1.0", "1.1.1");
        assertThat(after(String.join(" ", released)))
                .doesNotContainAnyElementsOf(released)
                .hasSizeLessThan(60);
    }

    private static List<String> after(String released) {
        List<ReleaseVersion> versions = Arrays.stream(released.split(" ", -1))
                .map(version -> ReleaseVersion.parse(version).orElseThrow())
                .toList();
        return LikelyNextVersions.after(versions).stream()
                .map(ReleaseVersion::text)
                .toList();
    }
}
