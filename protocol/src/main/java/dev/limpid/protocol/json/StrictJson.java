package dev.limpid.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.limpid.protocol.text.Quoted;
import dev.limpid.protocol.text.Utf8;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One JSON document, read from start to end. Each method reads the next value. For one thread.
 *
 * <p>A member that the caller does not know is an error, and so is a repeated member: nothing may be hidden in what is
 * sent, and no rule may be overlooked.
 */
public final class StrictJson {

    /** The most bytes of UTF-8 of a string or of a member's name. */
    public static final int NAME_BYTES = 4096;

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(64)
                    .maxNameLength(6 * NAME_BYTES)
                    .maxStringLength(6 * NAME_BYTES)
                    .build())
            .build();

    private final String what;
    private final JsonParser json;

    private @Nullable JsonToken ahead;

    private StrictJson(String what, JsonParser json) {
        this.what = what;
        this.json = json;
    }

    /** Reads the members of one object. */
    @FunctionalInterface
    public interface Member {
        /** Reads the value of the member of this name; {@link StrictJson#unknown} if there is no such member. */
        void read(String name) throws IOException, MalformedJsonException;
    }

    /** Reads one value. */
    @FunctionalInterface
    public interface Value<T> {
        T read(StrictJson json) throws IOException, MalformedJsonException;
    }

    /**
     * Reads a whole document.
     *
     * @param what the document's name in messages, such as {@code the answer}
     * @throws MalformedJsonException if it is not JSON in UTF-8, if anything follows it, or if {@code value} refuses it
     */
    public static <T> T read(String what, byte[] bytes, Value<T> value) throws MalformedJsonException {
        try (JsonParser parser = JSON.createParser(text(what, bytes))) {
            StrictJson json = new StrictJson(what, parser);
            T read = value.read(json);
            if (parser.nextToken() != null) {
                throw json.unexpected("the end of " + what);
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new MalformedJsonException(what + " is not JSON: " + e.getOriginalMessage() + at(e), e);
        } catch (IllegalArgumentException e) {
            throw new MalformedJsonException(what + ": " + e.getMessage(), e);
        } catch (IOException e) {
            // The bytes are in memory, so they themselves are the cause.
            throw new MalformedJsonException(what + " is not JSON: " + e.getMessage(), e);
        }
    }

    /**
     * Decodes the bytes before they are parsed: Jackson accepts overlong forms, by which one name could pass as
     * another.
     */
    private static String text(String what, byte[] bytes) throws MalformedJsonException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedJsonException(what + " contains bytes that are not UTF-8", e);
        }
    }

    /** Reads an object, with its members in any order, each once. */
    public void object(Member member) throws IOException, MalformedJsonException {
        expect(JsonToken.START_OBJECT, "{");
        Set<String> seen = new LinkedHashSet<>();
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            checkLength("a member", name);
            if (!seen.add(name)) {
                throw new MalformedJsonException(
                        what + " gives " + Quoted.of(name) + " twice in one object, expected once");
            }
            member.read(name);
        }
        if (json.currentToken() != JsonToken.END_OBJECT) {
            throw unexpected("}");
        }
    }

    /** Reads an array of at most {@code most} elements. */
    public <T> List<T> list(String elements, int most, Value<T> element) throws IOException, MalformedJsonException {
        expect(JsonToken.START_ARRAY, "[");
        List<T> list = new ArrayList<>();
        while (peekElement()) {
            if (list.size() == most) {
                throw new MalformedJsonException(
                        what + " lists more than " + most + " " + elements + ", expected at most that many");
            }
            list.add(element.read(this));
        }
        return list;
    }

    /** Whether another element follows. Keeps its first token for the next read. */
    private boolean peekElement() throws IOException {
        ahead = json.nextToken();
        if (ahead == JsonToken.END_ARRAY) {
            ahead = null;
            return false;
        }
        return true;
    }

    private @Nullable JsonToken next() throws IOException {
        JsonToken token = ahead == null ? json.nextToken() : ahead;
        ahead = null;
        return token;
    }

    /** Reads a string of well-formed Unicode. */
    public String string() throws IOException, MalformedJsonException {
        expect(JsonToken.VALUE_STRING, "a string");
        String text = json.getText();
        checkLength("a string", text);
        return text;
    }

    /** Reads {@code true} or {@code false}. */
    public boolean booleanValue() throws IOException, MalformedJsonException {
        JsonToken token = next();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw unexpected("true or false");
        }
        return json.getBooleanValue();
    }

    /** Reads a date such as {@code 2026-11-16}. */
    public LocalDate date() throws IOException, MalformedJsonException {
        String text = string();
        if (text.length() == "2026-11-16".length()) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                // Reported below.
            }
        }
        throw unexpected("a date such as 2026-11-16");
    }

    /** Reads a number, with or without a fraction. */
    public double number() throws IOException, MalformedJsonException {
        JsonToken token = next();
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            throw unexpected("a number");
        }
        return json.getDoubleValue();
    }

    /** Reads a whole number without fraction or exponent, between two bounds. */
    public long wholeNumber(long least, long most) throws IOException, MalformedJsonException {
        if (next() == JsonToken.VALUE_NUMBER_INT) {
            BigInteger number = json.getBigIntegerValue();
            if (number.compareTo(BigInteger.valueOf(least)) >= 0 && number.compareTo(BigInteger.valueOf(most)) <= 0) {
                return number.longValueExact();
            }
        }
        throw unexpected("a whole number from " + least + " to " + most);
    }

    /** The error for an unknown member. */
    public MalformedJsonException unknown(String member, String expected) {
        return malformed("has a member " + Quoted.of(member), expected);
    }

    /** The error for another defect of the document. */
    public MalformedJsonException malformed(String does, String expected) {
        return new MalformedJsonException(what + " " + does + ", expected " + expected);
    }

    /**
     * Returns the value of a required member.
     *
     * @throws MalformedJsonException if it was not read
     */
    public <T> T present(@Nullable T value, String member) throws MalformedJsonException {
        if (value == null) {
            throw new MalformedJsonException(what + " lacks " + member);
        }
        return value;
    }

    private void expect(JsonToken expected, String token) throws IOException, MalformedJsonException {
        if (next() != expected) {
            throw unexpected(token);
        }
    }

    private void checkLength(String of, String text) throws MalformedJsonException {
        int bytes = Utf8.length(text);
        if (bytes < 0) {
            throw new MalformedJsonException(
                    what + " has " + of + " " + Quoted.of(text) + ", expected well-formed Unicode");
        }
        if (bytes > NAME_BYTES) {
            throw new MalformedJsonException(what + " has " + of + " " + Quoted.of(text) + " of " + bytes
                    + " bytes, expected at most " + NAME_BYTES);
        }
    }

    private MalformedJsonException unexpected(String expected) throws IOException {
        if (json.currentToken() == null) {
            return new MalformedJsonException(what + " ends too early, expected " + expected);
        }
        String found = Quoted.of(json.getText());
        var at = json.currentTokenLocation();
        return new MalformedJsonException(what + " has " + found + " at line " + at.getLineNr() + ", column "
                + at.getColumnNr() + ", expected " + expected);
    }

    private static String at(JsonProcessingException e) {
        var at = e.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
