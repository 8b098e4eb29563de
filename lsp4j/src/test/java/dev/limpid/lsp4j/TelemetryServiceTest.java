package dev.limpid.lsp4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.Counter;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.uploader.consent.ConsentPrompt;
import dev.limpid.uploader.consent.UserChoice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.services.LanguageClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A language server and an editor, over the real protocol. */
@Timeout(60)
class TelemetryServiceTest {
    private static final CollectionIdentity COLLECTION =
            new CollectionIdentity("telemetry.example.org", "https://telemetry.example.org/answers", "", "");

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Socket ofServer;

    @SuppressWarnings("NullAway.Init")
    private Socket ofEditor;

    @SuppressWarnings("NullAway.Init")
    private Launcher<LanguageClient> serving;

    @SuppressWarnings("NullAway.Init")
    private ServerSide server;

    @SuppressWarnings("NullAway.Init")
    private List<Future<Void>> listening;

    /** What an editor's extension knows about the server. */
    interface ServerSide {
        @JsonRequest("limpid/status")
        CompletableFuture<TelemetryStatus> status();

        @JsonRequest("limpid/choose")
        CompletableFuture<TelemetryStatus> choose(Map<String, String> params);

        @JsonNotification("limpid/count")
        void count(CountParams params);
    }

    /** An editor whose user chooses the first action. */
    private static final class Editor implements LanguageClient {
        @Override
        public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
            assertThat(request.getMessage()).startsWith("May hello send weekly answers");
            return CompletableFuture.completedFuture(request.getActions().get(0));
        }

        @Override
        public void telemetryEvent(Object event) {}

        @Override
        public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {}

        @Override
        public void showMessage(MessageParams message) {}

        @Override
        public void logMessage(MessageParams message) {}
    }

    @BeforeEach
    void connect() throws Exception {
        TelemetryService service = new TelemetryService(
                COLLECTION.name(), choice(), List.of(), List.of(Counter.of("editor/command:rename")));
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ofEditor = new Socket(door.getInetAddress(), door.getLocalPort());
            ofServer = door.accept();
        }
        serving = Launcher.createLauncher(
                service, LanguageClient.class, ofServer.getInputStream(), ofServer.getOutputStream());
        Launcher<ServerSide> editing = Launcher.createLauncher(
                new Editor(), ServerSide.class, ofEditor.getInputStream(), ofEditor.getOutputStream());
        listening = List.of(serving.startListening(), editing.startListening());
        server = editing.getRemoteProxy();
    }

    @AfterEach
    void disconnect() throws IOException {
        ofEditor.close();
        ofServer.close();
        listening.forEach(each -> each.cancel(true));
    }

    @Test
    void statusAndChoose_goThroughLsp4j() {
        assertThat(server.status().join().mode()).isEqualTo("local");
        assertThat(server.status().join().sent()).anyMatch(line -> line.contains(COLLECTION.uploadUrl()));
        assertThat(server.choose(Map.of("mode", "on")).join().mode()).isEqualTo("on 2026-11-20");
        assertThat(home().modeFile()).content().isEqualTo("on 2026-11-20\n");
        TelemetryStatus off = server.choose(Map.of("mode", "off")).join();
        assertThat(off.mode()).isEqualTo("off");
        assertThat(off.why()).contains("you chose");
        assertThatThrownBy(() -> server.choose(Map.of("mode", "maybe")).join())
                .hasMessageContaining("the mode is missing or unknown, expected off, local or on");
        assertThat(home().modeFile()).content().isEqualTo("off\n");
    }

    @Test
    void count_countsWhatTheServerLists() throws Exception {
        try (Telemetry telemetry = Telemetry.start(TelemetryOptions.builder()
                .home(home())
                .program("org.example/server", "1.0.0")
                .environment(environment())
                .strict()
                .build())) {
            server.count(new CountParams("editor/command:rename", null));
            server.count(new CountParams("editor/command:rename", 3L));
            server.count(new CountParams("editor/command:" + folder, 1L));
            server.count(new CountParams(null, null));
            server.status().join(); // answered after what was sent before it
            telemetry.flush();
            assertThat(CountedWeek.in(home()).get(0).read().counts()).isEqualTo(Map.of("editor/command:rename", 4L));
        }
    }

    @Test
    void ask_keepsTheAnswer() {
        assertThat(LanguageServerConsent.ask(serving.getRemoteProxy(), choice(), "hello", List.of())
                        .join())
                .contains(ConsentPrompt.Reply.YES);
        assertThat(home().modeFile()).content().isEqualTo("on 2026-11-20\n");
    }

    private Environment environment() {
        return Environment.of(
                Map.of("LIMPID_DIR", folder.toString(), "LIMPID_NOW", "2026-11-20T12:00:00Z"),
                Map.of(),
                folder.resolve("none").toFile());
    }

    private TelemetryHome home() {
        return TelemetryHome.of(COLLECTION.name(), environment());
    }

    private UserChoice choice() {
        return new UserChoice(home(), Optional.of(COLLECTION), environment());
    }
}
