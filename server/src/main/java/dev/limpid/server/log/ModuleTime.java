package dev.limpid.server.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** When a version was published, as its {@code .info} says. */
public final class ModuleTime {

    private static final JsonFactory JSON = new JsonFactory();

    private ModuleTime() {}

    /**
     * Reads it.
     *
     * @param info what the module proxy serves as {@code .info}
     * @param version what an error calls it
     * @throws IOException if it says no time
     */
    public static Instant read(byte[] info, String version) throws IOException {
        try (JsonParser json = JSON.createParser(info)) {
            while (json.nextToken() != null) {
                if ("Time".equals(json.currentName()) && json.currentToken().isScalarValue()) {
                    return Instant.parse(String.valueOf(json.getText()));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException("the log's note on " + version + " is no JSON: " + e.getOriginalMessage(), e);
        } catch (DateTimeParseException e) {
            throw new IOException("the log's note on " + version + ": " + e.getMessage(), e);
        }
        throw new IOException("the log's note on " + version + " has no Time, expected one");
    }
}
