package dev.limpid.e2e.world;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The strings of a JSON text, read without any knowledge of their meaning. */
public final class JsonStrings {

    /** How a stack shows frames that belong neither to the program nor to the JDK. */
    private static final String HIDDEN = "hidden";

    private JsonStrings() {}

    /** Every string: names of members and values. */
    public static List<String> of(byte[] json) throws IOException {
        return strings(json, true);
    }

    /** The names of members. */
    public static List<String> keysOf(byte[] json) throws IOException {
        return strings(json, false);
    }

    private static List<String> strings(byte[] json, boolean values) throws IOException {
        List<String> strings = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME || (values && token == JsonToken.VALUE_STRING)) {
                    strings.add(parser.getText());
                }
            }
        }
        return strings;
    }

    /** The frames of a stack's lines after its first, each with its class written out, without hidden ones. */
    public static List<String> framesOf(String[] lines) {
        List<String> frames = new ArrayList<>();
        String type = "";
        for (int i = 1; i < lines.length; i++) {
            String line = lines[i];
            if (line.equals(HIDDEN)) {
                continue;
            }
            if (line.startsWith("\".")) {
                line = type + line.substring(1);
            }
            String method = line.substring(0, line.indexOf(':'));
            type = method.substring(0, method.lastIndexOf('.'));
            frames.add(line);
        }
        return frames;
    }
}
