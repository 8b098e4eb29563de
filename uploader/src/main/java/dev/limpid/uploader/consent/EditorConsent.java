package dev.limpid.uploader.consent;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.text.MessageBundle;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks through an editor, for language servers: what a {@code window/showMessageRequest} of the Language Server
 * Protocol 3.17 shows, and what its answer means. Files are read and written on a separate thread, never on the
 * caller's, so it can be called on the thread that dispatches messages.
 */
public final class EditorConsent {

    /**
     * What the editor must show, as an information ({@code MessageType.Info}).
     *
     * @param message the question, and what may be sent
     * @param actions the titles of the actions, of equal weight
     */
    public record Question(String message, List<String> actions) {
        public Question {
            actions = List.copyOf(actions);
        }
    }

    private final UserChoice choice;

    /** A question about this choice. */
    public EditorConsent(UserChoice choice) {
        this.choice = choice;
    }

    /**
     * Asks if asking is allowed, and does what the user chose. Returns at once and never throws.
     *
     * @param program the program's name, as its users know it
     * @param bundled the charts that the program was released with
     * @param editor sends the question and returns the title of the action that was chosen, or null if the message was
     *     closed, which means "not now"; called on another thread, and only if asking is allowed
     * @return the answer; empty if nobody was asked, or the editor could not show the question. It never fails
     */
    public CompletableFuture<Optional<ConsentPrompt.Reply>> ask(
            String program,
            List<Chart> bundled,
            Function<Question, ? extends CompletionStage<@Nullable String>> editor) {
        return elsewhere(() ->
                        choice.beginAsking() ? Optional.of(question(program, bundled)) : Optional.<Question>empty())
                .thenCompose(question -> question.isPresent()
                        ? editor.apply(question.get())
                                .toCompletableFuture()
                                .thenCompose(title -> elsewhere(() -> Optional.of(answered(title))))
                        : CompletableFuture.completedFuture(Optional.<ConsentPrompt.Reply>empty()))
                .exceptionally(failure -> Optional.empty());
    }

    private Question question(String program, List<Chart> bundled) {
        MessageBundle words = choice.words();
        return new Question(
                words.format("may", "program", program) + " "
                        + String.join("\n", choice.inWords(bundled).lines()),
                List.of(words.format("button.yes"), words.format("button.no"), words.format("button.later")));
    }

    private ConsentPrompt.Reply answered(@Nullable String title) {
        ConsentPrompt.Reply reply = choice.words().format("button.yes").equals(title)
                ? ConsentPrompt.Reply.YES
                : choice.words().format("button.no").equals(title)
                        ? ConsentPrompt.Reply.NO
                        : ConsentPrompt.Reply.NOT_NOW;
        try {
            choice.apply(reply);
            return reply;
        } catch (IOException | RuntimeException e) {
            return ConsentPrompt.Reply.NOT_KEPT;
        }
    }

    /** Runs work on a daemon thread that ends with it, and so leaves the program's own pools free. */
    private static <T> CompletableFuture<T> elsewhere(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> {
            Thread thread = new Thread(task, "limpid-consent");
            thread.setDaemon(true);
            thread.start();
        });
    }
}
