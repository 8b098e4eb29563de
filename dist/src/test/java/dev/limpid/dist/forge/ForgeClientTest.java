package dev.limpid.dist.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.dist.forge.RecordingForge.Asked;
import dev.limpid.dist.forge.RecordingForge.Fault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests to a forge, and what follows from its responses. */
class ForgeClientTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final List<Duration> waited = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(ForgeKind.class)
    void issues_areReadPageByPage_madeChangedAndCommented(ForgeKind kind) throws Exception {
        try (RecordingForge server = RecordingForge.start(kind)) {
            for (int i = 1; i <= 7; i++) {
                server.make("issue " + i, i == 4 ? "" : "text " + i);
            }
            server.close(2);
            Forge forge = client(kind, server);

            assertThat(forge.issues()).extracting(Issue::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
            assertThat(forge.issues().get(1).isOpen()).isFalse();
            assertThat(forge.issues().get(3).body()).isEmpty();

            Issue made = forge.create("eighth \"é\"", "line\nline");
            assertThat(made.number()).isEqualTo(8);
            assertThat(made.url()).startsWith(server.site().toString());
            forge.update(made, "other");
            assertThat(server.bodies().get(7)).isEqualTo("other");
            server.close(8);
            forge.reopen(made);
            assertThat(server.isOpen(8)).isTrue();
            for (int i = 0; i < 5; i++) {
                forge.comment(made, "comment " + i);
            }
            assertThat(forge.account()).contains(RecordingForge.ACCOUNT);
            assertThat(made.author()).isEqualTo(RecordingForge.ACCOUNT);
            assertThat(forge.issues().get(0).author()).isEqualTo("somebody");
            assertThat(forge.comments(made))
                    .allMatch(one -> one.author().equals(RecordingForge.ACCOUNT))
                    .extracting(IssueComment::text)
                    .containsExactly("comment 0", "comment 1", "comment 2", "comment 3", "comment 4");
            assertThat(waited).as("a second between changes").hasSize(7).containsOnly(Duration.ofSeconds(1));
        }
    }

    /** An interrupt is no lost connection: nothing is tried again. */
    @Test
    void interruptedRead_endsAtOnce() throws Exception {
        try (RecordingForge server = RecordingForge.start(ForgeKind.GITHUB)) {
            Forge forge = client(ForgeKind.GITHUB, server);
            Thread.currentThread().interrupt();
            assertThatThrownBy(forge::issues)
                    .isInstanceOf(InterruptedIOException.class)
                    .hasMessageContaining("interrupted")
                    .hasMessageNotContaining("no response");
            assertThat(Thread.interrupted()).isTrue();
            assertThat(waited).isEmpty();
        }
    }

    @Test
    void headersForGitHub_areThoseItAsksFor_andPullRequestsAreNotIssues() throws Exception {
        try (RecordingForge server = RecordingForge.start(ForgeKind.GITHUB)) {
            server.makePullRequest("a change");
            server.make("an issue", "");
            assertThat(client(ForgeKind.GITHUB, server).issues())
                    .extracting(Issue::title)
                    .containsExactly("an issue");
            Asked asked = server.asked().get(0);
            assertThat(asked.headers())
                    .containsEntry("Accept", "application/vnd.github+json")
                    .containsEntry("X-GitHub-Api-Version", "2022-11-28")
                    .containsEntry("User-Agent", "limpid-stacks");
        }
    }

    @Test
    void primaryLimit_isWaitedForUntilItsReset() throws Exception {
        try (RecordingForge server = RecordingForge.start(ForgeKind.GITHUB)) {
            server.next(new Fault(
                    "GET",
                    403,
                    Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", "" + (NOW.getEpochSecond() + 90)),
                    "{\"message\":\"API rate limit exceeded\"}"));
            assertThat(client(ForgeKind.GITHUB, server).issues()).isEmpty();
            assertThat(waited).containsExactly(Duration.ofSeconds(91));
        }
    }

    /** GitHub's response to too many changes at once has no header that says so. */
    @Test
    void secondaryLimit_isWaitedForAMinute() throws Exception {
        try (RecordingForge server = RecordingForge.start(ForgeKind.GITHUB)) {
            server.next(new Fault(
                    "POST",
                    403,
                    Map.of("x-ratelimit-remaining", "4711"),
                    "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes\"}"));
            client(ForgeKind.GITHUB, server).create("title", "body");
            assertThat(waited).containsExactly(Duration.ofMinutes(1));
            assertThat(server.bodies()).containsExactly("body");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GITHUB, https://github.com, https://api.github.com/, https://github.com/o/r/blob/",
        "GITHUB, https://GitHub.com/, https://api.github.com/, https://GitHub.com/o/r/blob/",
        "GITHUB, https://git.example.org, https://git.example.org/api/v3/, https://git.example.org/o/r/blob/",
        "FORGEJO, https://example.org/git, https://example.org/git/api/v1/, https://example.org/git/o/r/src/tag/",
        "GITLAB, https://example.org/git/, https://example.org/git/api/v4/, https://example.org/git/o/r/-/blob/",
    })
    void forge_mayBeBelowAPathOfItsHost(ForgeKind kind, URI site, String api, String source) {
        assertThat(kind.api(site)).hasToString(api);
        assertThat(kind.source(site, "o/r")).startsWith(source);
    }

    @Test
    void accountOfAToken_mayBeUnknown() throws Exception {
        try (RecordingForge server = RecordingForge.start(ForgeKind.GITHUB)) {
            server.next(new Fault("GET", 403, Map.of(), "{\"message\":\"Resource not accessible by integration\"}"));
            assertThat(client(ForgeKind.GITHUB, server).account()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ForgeKind.class)
    void retryAfter_isObeyedForChangesToo(ForgeKind kind) throws Exception {
        try (RecordingForge server = RecordingForge.start(kind)) {
            server.next(new Fault("POST", 429, Map.of("Retry-After", "7"), ""));
            client(kind, server).create("title", "body");
            assertThat(waited).containsExactly(Duration.ofSeconds(7));
            assertThat(server.bodies()).containsExactly("body");
        }
    }

    @Test
    void limitThatLastsTooLong_isLeftToTheNextRun() throws Exception {
        try (RecordingForge server = RecordingForge.start(ForgeKind.GITHUB)) {
            server.next(new Fault("GET", 429, Map.of("Retry-After", "3600"), ""));
            assertThatThrownBy(() -> client(ForgeKind.GITHUB, server).issues())
                    .hasMessageContaining("rate limit is reached until 2026-11-20T11:00:00Z")
                    .hasMessageContaining("the next run");
            assertThat(waited).isEmpty();
            assertThat(server.asked()).hasSize(1);
        }
    }

    @Test
    void forbiddenRequest_isNotTakenForARateLimit() throws Exception {
        try (RecordingForge server = RecordingForge.start(ForgeKind.GITHUB)) {
            server.next(new Fault(
                    "GET",
                    403,
                    Map.of("x-ratelimit-remaining", "4999"),
                    "{\"message\":\"Resource not accessible by personal access token\"}"));
            assertThatThrownBy(() -> client(ForgeKind.GITHUB, server).issues())
                    .isInstanceOf(ForgeRefusalException.class)
                    .hasMessageContaining("answered 403: {\"message\":\"Resource not accessible");
            assertThat(waited).isEmpty();
        }
    }

    @Test
    void faultsOfTheServer_areReadAgain_butNothingIsChangedTwice() throws Exception {
        try (RecordingForge server = RecordingForge.start(ForgeKind.FORGEJO)) {
            server.next(new Fault("GET", 502, Map.of(), "bad gateway"));
            server.next(new Fault("GET", 500, Map.of(), ""));
            Forge forge = client(ForgeKind.FORGEJO, server);
            assertThat(forge.issues()).isEmpty();
            assertThat(waited).containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
            server.next(new Fault("POST", 504, Map.of(), "gateway timeout"));
            assertThatThrownBy(() -> forge.create("title", "body"))
                    .hasMessageContaining("answered 504: gateway timeout");
            assertThat(server.changes()).hasSize(1);
        }
    }

    @Test
    void refusedContent_isDistinguishedFromOtherFailures() throws Exception {
        try (RecordingForge server = RecordingForge.start(ForgeKind.GITHUB)) {
            assertThatThrownBy(() -> client(ForgeKind.GITHUB, server).create(" ", "body"))
                    .isInstanceOfSatisfying(
                            ForgeRefusalException.class,
                            e -> assertThat(e.concernsOnlyThisRequest()).isTrue())
                    .hasMessageContaining("422")
                    .hasMessageContaining("Validation Failed");
        }
    }

    @Test
    void nextPageOnAnotherHost_isNotFollowed() throws Exception {
        try (RecordingForge server = RecordingForge.start(ForgeKind.GITHUB);
                RecordingForge other = RecordingForge.start(ForgeKind.GITHUB)) {
            server.next(new Fault("GET", 200, Map.of("Link", "<" + other.api() + "x>; rel=\"next\""), "[]"));
            assertThatThrownBy(() -> client(ForgeKind.GITHUB, server).issues())
                    .hasMessageContaining("the next page is");
            server.next(new Fault("GET", 301, Map.of("Location", other.api() + "x"), ""));
            assertThatThrownBy(() -> client(ForgeKind.GITHUB, server).issues()).hasMessageContaining("answered 301");
            assertThat(other.asked()).isEmpty();
        }
    }

    /** Whatever a forge responds, or if it does not respond. */
    @Test
    void token_isInNoMessage() throws Exception {
        RecordingForge server = RecordingForge.start(ForgeKind.GITLAB);
        try (server) {
            server.next(new Fault("GET", 400, Map.of(), "you sent " + RecordingForge.token()));
            assertThatThrownBy(() -> client(ForgeKind.GITLAB, server).issues())
                    .hasMessageContaining("you sent …")
                    .hasMessageNotContaining(RecordingForge.token());
        }
        assertThatThrownBy(() -> client(ForgeKind.GITLAB, server).issues())
                .isInstanceOf(IOException.class)
                .hasMessageNotContaining(RecordingForge.token());
    }

    /** Java's exception contains the value of a header that it refuses. */
    @Test
    void token_isInNoMessage_whateverSurroundsIt() throws Exception {
        try (RecordingForge server = RecordingForge.start(ForgeKind.GITHUB)) {
            for (String token : List.of("secret one", "secret\none", "secret\u0000", "seçret")) {
                assertThatThrownBy(() -> client(ForgeKind.GITHUB, server, token).issues())
                        .hasMessageContaining("the token contains")
                        .hasMessageNotContaining(token);
            }
            assertThat(client(ForgeKind.GITHUB, server, RecordingForge.token() + "\r\n")
                            .account())
                    .isPresent();
        }
    }

    @Test
    void token_doesNotGoOverTheNetworkInTheOpen() {
        URI api = URI.create("http://forge.example.org/api/v4/");
        assertThatThrownBy(
                        () -> new ForgeHttp(ForgeKind.GITLAB, api, Optional.of("token"), Clock.systemUTC(), time -> {}))
                .hasMessageContaining("is not https");
        assertThat(new ForgeHttp(ForgeKind.GITLAB, api, Optional.empty(), Clock.systemUTC(), time -> {}))
                .isNotNull();
    }

    private Forge client(ForgeKind kind, RecordingForge server) {
        return client(kind, server, RecordingForge.token());
    }

    private Forge client(ForgeKind kind, RecordingForge server, String token) {
        return new ForgeClient(
                kind,
                server.api(),
                "example/tool",
                new ForgeHttp(kind, server.api(), Optional.of(token), Clock.fixed(NOW, ZoneOffset.UTC), waited::add));
    }
}
