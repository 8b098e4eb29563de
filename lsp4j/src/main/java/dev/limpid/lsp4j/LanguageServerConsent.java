package dev.limpid.lsp4j;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.uploader.consent.ConsentPrompt;
import dev.limpid.uploader.consent.EditorConsent;
import dev.limpid.uploader.consent.UserChoice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.services.LanguageClient;

/** Asks the user of a language server for consent through the editor, by {@code window/showMessageRequest}. */
public final class LanguageServerConsent {
    private LanguageServerConsent() {}

    /**
     * Asks if asking is allowed, and stores the user's choice. Call it once the editor is initialized, on any thread;
     * returns at once and never throws.
     *
     * @param program the program's name, as its users know it
     * @param bundled the charts that the program was released with
     * @return the answer; empty if nobody was asked
     */
    public static CompletableFuture<Optional<ConsentPrompt.Reply>> ask(
            LanguageClient editor, UserChoice choice, String program, List<Chart> bundled) {
        return new EditorConsent(choice).ask(program, bundled, question -> {
            ShowMessageRequestParams shown = new ShowMessageRequestParams(
                    question.actions().stream().map(MessageActionItem::new).toList());
            shown.setType(MessageType.Info);
            shown.setMessage(question.message());
            return editor.showMessageRequest(shown).thenApply(chosen -> chosen == null ? null : chosen.getTitle());
        });
    }
}
