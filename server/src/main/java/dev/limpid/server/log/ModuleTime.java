package dev.limpid.server.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** When a version was published, from its {@code .info}. */
public final class ModuleTime {

    private static final JsonFactory JSON = new JsonFactory();

    private ModuleTime() {}

    /**
     * Reads the time.
     *
     * @param info the {@code .info} that the module proxy serves
     * @param version the version's name in error messages
     * @throws IOException if it contains no time
     */
    public static Instant read(byte[] info, String version) throws IOException {
        try (JsonParser json = JSON.createParser(info)) {
            while (json.nextToken() != null) {
                if ("Time".equals(json.currentName()) && json.currentToken().isScalarValue()) {
                    return Instant.parse(String.valueOf(json.getText()));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IOException("the log's info of " + version + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (DateTimeParseException e) {
            throw new IOException("the log's info of " + version + ": " + e.getMessage(), e);
        }
        throw new IOException("the log's info of " + version + " has no Time, expected one");
    }
}
