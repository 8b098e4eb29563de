package dev.limpid.protocol.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseSourceTest {

    @Test
    void parse_takesCoordinatesAsMavenAndGoWriteThem() {
        for (String good : List.of(
                "maven:org.example:tool",
                "maven:com.github.user-name:tool_2.13",
                "maven:junit:junit",
                "go:golang.org/x/tools/gopls",
                "golang.org/x/vuln",
                "go:github.com/Team/tool/v2",
                "go:example.org/a~b_c.d",
                "versions: 1.0, 1.1-rc.1")) {
            assertThat(ReleaseSource.parse(good)).as(good).isPresent();
        }
    }

    /** Coordinates become addresses, so none may be read as another host or path. */
    @Test
    void parse_refusesWhatCouldBeAnotherPlace() {
        for (String bad : List.of(
                "maven:..localhost:x",
                "maven:.localhost:x",
                "maven:localhost.:x",
                "maven:a..b:x",
                "maven:..:x",
                "maven:org.example:..",
                "maven:org.example:.",
                "maven:org.example:x.",
                "maven:org/example:x",
                "maven:org.example:x/y",
                "maven:org.example:x%2fy",
                "maven:org.example:x?y",
                "maven:org.example:x:y",
                "maven::x",
                "maven:org.example:",
                "maven:örg.example:x",
                "maven:" + "a".repeat(201) + ":x",
                "go:..",
                "go:../x",
                "go:example.org/../x",
                "go:example.org/.",
                "go:example.org/x.",
                "go:example.org/.x",
                "go:example.org//x",
                "go:/example.org/x",
                "go:localhost/x",
                "go:localhost",
                "go:-a.example/x",
                "go:Example.org/x",
                "go:http://example.org/x",
                "go:example.org:80/x",
                "go:user@example.org/x",
                "go:example.org/" + "a".repeat(300),
                "versions: ../x",
                "versions: 1.0/../2",
                "versions: ")) {
            assertThat(ReleaseSource.parse(bad)).as(bad).isEmpty();
        }
    }

    @Test
    void programName_leadsNowhereElse() {
        for (String good : List.of("org.example/tool", "cmd/go", "tool", "example.org/.hidden", "a~b/c_d-e")) {
            assertThat(ReleaseSource.isProgramName(good)).as(good).isTrue();
        }
        for (String bad :
                List.of("", "..", ".", "a/..", "a/../b", "../a", "./a", "a/.", "a//b", "/a", "a/", "a b", "a/...")) {
            assertThat(ReleaseSource.isProgramName(bad)).as(bad).isFalse();
        }
    }
}
