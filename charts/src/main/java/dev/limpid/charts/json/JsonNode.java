package dev.limpid.charts.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of a JSON document with its path, so that errors can name what is missing or wrong.
 *
 * @param path from the root, such as {@code Programs[2].Charts}
 * @param value a String, Number, Boolean, List or Map; null for JSON's null
 */
public record JsonNode(String path, @Nullable Object value) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Reads a whole document. */
    public static JsonNode parse(byte[] json) throws IOException {
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            JsonNode root = new JsonNode("", value(parser));
            if (parser.nextToken() != null) {
                throw new IOException("there is more text after the end of the JSON value");
            }
            return root;
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("the JSON text ends before its value does");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IOException("unexpected " + token);
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    /** A field that has to be there. */
    public JsonNode get(String name) throws IOException {
        return find(name).orElseThrow(() -> new IOException(at(name) + " is missing"));
    }

    /** A field, if it is there. */
    public Optional<JsonNode> find(String name) throws IOException {
        Object found = expect(Map.class, "an object").get(name);
        return Optional.ofNullable(found).map(value -> new JsonNode(at(name), value));
    }

    /** The elements of an array. */
    public List<JsonNode> elements() throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (Object element : expect(List.class, "an array")) {
            nodes.add(new JsonNode(path + "[" + nodes.size() + "]", element));
        }
        return nodes;
    }

    /** The fields of an object, in the order of the text. */
    public Map<String, JsonNode> fields() throws IOException {
        Map<String, JsonNode> nodes = new LinkedHashMap<>();
        for (Map.Entry<?, ?> field : ((Map<?, ?>) expect(Map.class, "an object")).entrySet()) {
            String name = (String) field.getKey();
            nodes.put(name, new JsonNode(at(name), field.getValue()));
        }
        return nodes;
    }

    public String text() throws IOException {
        return expect(String.class, "a string");
    }

    public long integer() throws IOException {
        return expect(Long.class, "a whole number");
    }

    /** A number, with an absolute value of at most 2^63. */
    public double number() throws IOException {
        double number = expect(Number.class, "a number").doubleValue();
        if (!(Math.abs(number) <= Long.MAX_VALUE)) {
            throw new IOException(path + " is " + value + ", expected a number up to 2^63");
        }
        return number;
    }

    public boolean booleanValue() throws IOException {
        return expect(Boolean.class, "true or false");
    }

    public List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements()) {
            texts.add(element.text());
        }
        return texts;
    }

    private <T> T expect(Class<T> type, String expected) throws IOException {
        if (!type.isInstance(value)) {
            throw new IOException(
                    (path.isEmpty() ? "the JSON text" : path) + " is " + value + ", expected " + expected);
        }
        return type.cast(value);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
