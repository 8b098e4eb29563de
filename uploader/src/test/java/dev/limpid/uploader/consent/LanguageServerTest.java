package dev.limpid.uploader.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.services.LanguageClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks through LSP4J, over its real protocol: a language server on one side, an editor on the other. */
class LanguageServerTest {

    private static final CollectionIdentity COLLECTION =
            new CollectionIdentity("telemetry.example.org", "https://telemetry.example.org/answers", "", "");

    @TempDir
    Path folder;

    /** What a language server does according to docs/embed.md; it asks on the thread that dispatches messages. */
    public static final class Server {
        private final UserChoice choice;
        private final CompletableFuture<CompletableFuture<Optional<ConsentPrompt.Reply>>> asked =
                new CompletableFuture<>();
        private final CompletableFuture<LanguageClient> client = new CompletableFuture<>();

        Server(UserChoice choice) {
            this.choice = choice;
        }

        @JsonNotification
        public void initialized() {
            LanguageClient editor = client.join();
            asked.complete(new EditorConsent(choice).ask("hello", List.of(), question -> {
                ShowMessageRequestParams shown = new ShowMessageRequestParams(
                        question.actions().stream().map(MessageActionItem::new).toList());
                shown.setType(MessageType.Info);
                shown.setMessage(question.message());
                return editor.showMessageRequest(shown).thenApply(chosen -> chosen == null ? null : chosen.getTitle());
            }));
        }
    }

    /** An editor whose user chooses the first action. */
    private static final class Editor implements LanguageClient {
        private final CompletableFuture<ShowMessageRequestParams> shown = new CompletableFuture<>();

        @Override
        public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
            shown.complete(request);
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

    /** What the editor sends. */
    interface ServerSide {
        @JsonNotification
        void initialized();
    }

    @Test
    void question_goesThroughLsp4j_andTheAnswerIsKept() throws Exception {
        Environment environment = Environment.of(
                Map.of("LIMPID_DIR", folder.toString(), "LIMPID_NOW", "2026-11-20T12:00:00Z"),
                Map.of(),
                folder.resolve("none").toFile());
        TelemetryHome home = TelemetryHome.of(COLLECTION.name(), environment);
        Server server = new Server(new UserChoice(home, Optional.of(COLLECTION), environment));
        Editor editor = new Editor();
        PipedInputStream toServer = new PipedInputStream();
        PipedInputStream toEditor = new PipedInputStream();
        Launcher<LanguageClient> serving =
                Launcher.createLauncher(server, LanguageClient.class, toServer, new PipedOutputStream(toEditor));
        Launcher<ServerSide> editing =
                Launcher.createLauncher(editor, ServerSide.class, toEditor, new PipedOutputStream(toServer));
        server.client.complete(serving.getRemoteProxy());
        Future<Void> serverListens = serving.startListening();
        Future<Void> editorListens = editing.startListening();
        try {
            editing.getRemoteProxy().initialized();

            assertThat(server.asked.join().join()).contains(ConsentPrompt.Reply.YES);
            assertThat(editor.shown.join().getType()).isEqualTo(MessageType.Info);
            assertThat(editor.shown.join().getMessage())
                    .startsWith("May hello send weekly answers about how it is used?")
                    .contains("https://telemetry.example.org/answers");
            assertThat(home.modeFile()).content().isEqualTo("on 2026-11-20\n");
        } finally {
            serverListens.cancel(true);
            editorListens.cancel(true);
        }
    }

    @Test
    void callersThread_doesNoFileWork() throws Exception {
        Environment environment = Environment.of(
                Map.of("LIMPID_DIR", folder.toString()),
                Map.of(),
                folder.resolve("none").toFile());
        TelemetryHome home = TelemetryHome.of(COLLECTION.name(), environment);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        CompletableFuture<Thread> asking = new CompletableFuture<>();
        CompletableFuture<Optional<ConsentPrompt.Reply>> answer = new EditorConsent(
                        new UserChoice(home, Optional.of(COLLECTION), environment))
                .ask("hello", List.of(), question -> {
                    asking.complete(Thread.currentThread());
                    return CompletableFuture.supplyAsync(() -> {
                        try {
                            goOn.await();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException(e);
                        }
                        return "Count nothing";
                    });
                });
        assertThat(asking.join()).isNotSameAs(caller);
        assertThat(answer).isNotDone();
        goOn.countDown();
        assertThat(answer.join()).contains(ConsentPrompt.Reply.NO);
        assertThat(Files.readString(home.modeFile())).isEqualTo("off\n");
    }
}
