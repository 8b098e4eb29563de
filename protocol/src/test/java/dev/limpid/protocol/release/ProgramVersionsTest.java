package dev.limpid.protocol.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramVersionsTest {

    private static final Releases RELEASES = new Releases(Map.of(
            new ReleaseSource.Maven("org.example", "tool"), List.of("1.0.0", "1.1.0", "2.0.0"),
            new ReleaseSource.GoToolchain(), List.of("go1.25.0", "go1.26.0")));

    @Test
    void versions_areTheReleasedOnes_andThoseLikelyToFollow() throws ChartConfigException {
        List<String> versions = versions(chart("1.0.0"));

        assertThat(versions).contains("1.0.0", "1.1.0", "2.0.0", "2.0.1", "2.1.0", "3.0.0");
    }

    /** Versions that no chart asks about are not listed: each version in a configuration can be reported. */
    @Test
    void versions_beginWhereTheFirstChartDoes() throws ChartConfigException {
        assertThat(versions(chart("2.0.0"))).first().isEqualTo("2.0.0");
        assertThat(versions(chart("2.0.0"), chart("1.1.0"))).first().isEqualTo("1.1.0");
        assertThat(versions(chart("2.0.0"), chart(""))).first().isEqualTo("1.0.0");
    }

    @Test
    void chart_thatStartsAtAComingRelease_listsIt() throws ChartConfigException {
        assertThat(versions(chart("7.0.0"))).first().isEqualTo("7.0.0");
        assertThat(versions(chart("7.0.0"))).contains("7.0.1");
        // A version between releases is not listed.
        assertThat(versions(chart("1.0.5"))).first().isEqualTo("1.1.0");
    }

    @Test
    void chart_ofAnUnreleasedProgram_listsItsFirstVersion() throws ChartConfigException {
        Chart chart = chart("0.1.0");

        assertThat(new ProgramVersions(Releases.BY_HAND)
                        .of(List.of(chart))
                        .first()
                        .text())
                .isEqualTo("0.1.0");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # version, since
            ''       , first
            1.0.0    , first
            0.9.0    , first
            1.1.0    , 1.1.0
            1.0.1    , 1.1.0
            2.0.0    , 2.0.0
            3.0.0    , never
            """)
    void since_isTheFirstVersionThatAChartAsksAbout(String version, String since) throws ChartConfigException {
        List<ReleaseVersion> versions = new ArrayList<>();
        for (String text : List.of("1.0.0", "1.1.0", "2.0.0")) {
            ReleaseVersion.parse(text).ifPresent(versions::add);
        }

        Optional<Optional<String>> found = ProgramVersions.since(chart(version), versions);

        assertThat(found.map(later -> later.orElse("first")).orElse("never")).isEqualTo(since);
    }

    /** Go programs name the version of Go as their runtime. */
    @Test
    void runtimes_areGosToo_ifAProgramIsWrittenInGo() throws ChartConfigException {
        ProgramVersions versions = new ProgramVersions(RELEASES);
        Platforms platforms = new Platforms(List.of("linux"), List.of("amd64"), List.of("java21"));
        Chart java = chart("1.0.0");
        Chart go = ChartConfig.parse("c.txt", text("", "go:example.org/tool")).get(0);
        Chart toolchain = ChartConfig.parse("c.txt", text("", "").replace("org.example/tool", "cmd/go"))
                .get(0);
        Chart unknown = ChartConfig.parse("c.txt", text("", "")).get(0);

        assertThat(versions.runtimes(platforms, List.of(List.of(java), List.of(unknown))))
                .containsExactly("java21");
        assertThat(versions.runtimes(platforms, List.of(List.of(java), List.of(go))))
                .contains("java21", "go1.25.0", "go1.26.0", "go1.26.1");
        assertThat(versions.runtimes(platforms, List.of(List.of(toolchain)))).contains("java21", "go1.26.0");
    }

    private static List<String> versions(Chart... charts) {
        return new ProgramVersions(RELEASES)
                .of(List.of(charts)).stream().map(ReleaseVersion::text).toList();
    }

    private static Chart chart(String version) throws ChartConfigException {
        return ChartConfig.parse("c.txt", text(version, "maven:org.example:tool"))
                .get(0);
    }

    private static String text(String version, String module) {
        return """
                title: Commands
                description: which commands are used
                issue: https://example.org/issues/1
                type: partition
                program: org.example/tool
                counter: tool/command:{build,test}
                """
                + (version.isEmpty() ? "" : "version: " + version + "\n")
                + (module.isEmpty() ? "" : "module: " + module + "\n");
    }
}
