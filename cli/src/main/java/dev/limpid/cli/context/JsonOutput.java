package dev.limpid.cli.context;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Writes one JSON value for {@code --json}: indented and ended by a newline, with nothing else on standard output. */
public final class JsonOutput {

    /** Writes the content of an object. */
    public interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonOutput() {}

    /** Prints an object whose fields the content writes. */
    public static void printObject(PrintWriter out, Content content) {
        print(out, json -> {
            json.writeStartObject();
            content.write(json);
            json.writeEndObject();
        });
    }

    /** Prints an array whose elements the content writes. */
    public static void printArray(PrintWriter out, Content content) {
        print(out, json -> {
            json.writeStartArray();
            content.write(json);
            json.writeEndArray();
        });
    }

    private static void print(PrintWriter out, Content content) {
        StringWriter text = new StringWriter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.setPrettyPrinter(printer);
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.print(text);
        out.print('\n');
        out.flush();
    }
}
