package dev.limpid.uploader.consent;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.protocol.config.Chart;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks through an editor, for language servers: the parameters of a {@code window/showMessageRequest} of the Language
 * Server Protocol 3.17, and what its answer means. The server sends the one and hands in the other.
 */
public final class EditorConsent {

    private static final String YES = "Send reports";
    private static final String NO = "Count nothing";
    private static final String NOT_NOW = "Not now";
    private static final int INFO = 3;

    private final UserChoice choice;

    /** A question about this choice. */
    public EditorConsent(UserChoice choice) {
        this.choice = choice;
    }

    /**
     * The parameters of the request as JSON; empty if nobody may be asked now.
     *
     * @param bundled the charts that the program was released with
     */
    public Optional<String> request(String program, List<Chart> bundled) throws IOException {
        if (!choice.mayAsk()) {
            return Optional.empty();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("type", INFO);
            json.writeStringField(
                    "message",
                    "May " + program + " send weekly reports of how it is used? "
                            + String.join("\n", choice.inWords(bundled).lines()));
            json.writeArrayFieldStart("actions");
            for (String title : List.of(YES, NO, NOT_NOW)) {
                json.writeStartObject();
                json.writeStringField("title", title);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return Optional.of(text.toString());
    }

    /**
     * Does what the user chose.
     *
     * @param title the title of the chosen action; null if the message was closed, which is "not now"
     */
    public ConsentPrompt.Answer answered(@Nullable String title) throws IOException {
        if (YES.equals(title)) {
            choice.on();
            return ConsentPrompt.Answer.YES;
        }
        if (NO.equals(title)) {
            choice.off();
            return ConsentPrompt.Answer.NO;
        }
        choice.notNow();
        return ConsentPrompt.Answer.NOT_NOW;
    }
}
