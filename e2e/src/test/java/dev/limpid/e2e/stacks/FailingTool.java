package dev.limpid.e2e.stacks;

import dev.limpid.counter.StackCounter;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;

/**
 * Somebody else's released tool, made to fail: this program gives it something that it cannot accept, and counts where
 * the exception was thrown. It calls the tool as a user's script does, only by names.
 */
public final class FailingTool {

    private static final int DEPTH = 16;

    private FailingTool() {}

    /** A tool that takes a text. */
    private interface Taker {
        void take(String text) throws Exception;
    }

    /** Arguments: the tool, its version, the prefix of its classes, the file with its inputs. */
    public static void main(String[] args) throws Exception {
        Telemetry telemetry = Telemetry.start(TelemetryOptions.builder()
                .collection("corpus.example.org")
                .program("corpus.example.org/" + args[0], args[1])
                .withoutCrashes()
                .ownPackages(args[2])
                .build());
        Taker tool = tool(args[0]);
        for (KnownFailures.Failure failure : KnownFailures.read(Path.of(args[3]))) {
            Throwable thrown = thrown(tool, failure);
            StackCounter.of(failure.name(), DEPTH).add(thrown);
        }
        telemetry.close();
    }

    /** The failure is identified by its message, not by where it was thrown. */
    private static Throwable thrown(Taker tool, KnownFailures.Failure failure) throws IOException {
        Throwable thrown;
        try {
            tool.take(failure.text());
            throw new IOException(failure.name() + " did not fail: " + failure.text());
        } catch (InvocationTargetException e) {
            thrown = Objects.requireNonNull(e.getCause());
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            thrown = e;
        }
        if (!failure.says().matcher(String.valueOf(thrown)).find()) {
            throw new IOException(
                    failure.name() + " failed otherwise, expected \"" + failure.says() + "\": " + thrown, thrown);
        }
        return thrown;
    }

    private static Taker tool(String name) throws Exception {
        return switch (name) {
            case "h2" -> FailingTool::sql;
            case "rhino" -> FailingTool::javaScript;
            case "beanshell" -> FailingTool::beanShell;
            case "janino" -> FailingTool::janino;
            case "snakeyaml" -> FailingTool::yaml;
            case "klaxon" -> FailingTool::klaxon;
            case "ujson" -> FailingTool::ujson;
            case "freemarker" -> FailingTool::freeMarker;
            case "config" -> FailingTool::config;
            case "kotlinx-json" -> FailingTool::kotlinx;
            default -> throw new IOException("there is no tool " + name);
        };
    }

    private static void sql(String text) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                Statement statement = connection.createStatement()) {
            for (String one : text.split(";", -1)) {
                statement.execute(one);
            }
        }
    }

    private static void javaScript(String text) throws Exception {
        Class<?> context = Class.forName("org.mozilla.javascript.Context");
        Class<?> scope = Class.forName("org.mozilla.javascript.Scriptable");
        Object entered = context.getMethod("enter").invoke(null);
        try {
            // Interpreted: the tool's own compiled classes have different names in every run.
            context.getMethod("setOptimizationLevel", int.class).invoke(entered, -1);
            Object objects = context.getMethod("initStandardObjects").invoke(entered);
            context.getMethod("evaluateString", scope, String.class, String.class, int.class, Object.class)
                    .invoke(entered, objects, text, "script", 1, null);
        } finally {
            context.getMethod("exit").invoke(null);
        }
    }

    private static void beanShell(String text) throws Exception {
        Class<?> interpreter = Class.forName("bsh.Interpreter");
        interpreter
                .getMethod("eval", String.class)
                .invoke(interpreter.getConstructor().newInstance(), text);
    }

    private static void janino(String text) throws Exception {
        Class<?> compiler = Class.forName("org.codehaus.janino.ScriptEvaluator");
        Object made = compiler.getConstructor().newInstance();
        compiler.getMethod("cook", String.class).invoke(made, text);
        compiler.getMethod("evaluate", Object[].class).invoke(made, (Object) new Object[0]);
    }

    private static void yaml(String text) throws Exception {
        Class<?> yaml = Class.forName("org.yaml.snakeyaml.Yaml");
        yaml.getMethod("load", String.class).invoke(yaml.getConstructor().newInstance(), text);
    }

    private static void klaxon(String text) throws Exception {
        Class<?> klaxon = Class.forName("com.beust.klaxon.Klaxon");
        Object made = klaxon.getConstructor().newInstance();
        // The expected failure precedes the text.
        String method = text.startsWith("array ") ? "parseJsonArray" : "parseJsonObject";
        String json = text.substring(text.indexOf(' ') + 1);
        klaxon.getMethod(method, Reader.class).invoke(made, new StringReader(json));
    }

    private static void ujson(String text) throws Exception {
        Class<?> readable = Class.forName("ujson.Readable");
        Class<?> readables = Class.forName("ujson.Readable$");
        Class<?> json = Class.forName("ujson.package$");
        Object from = readables
                .getMethod("fromString", String.class)
                .invoke(readables.getField("MODULE$").get(null), text);
        json.getMethod("read", readable, boolean.class)
                .invoke(json.getField("MODULE$").get(null), from, false);
    }

    private static void freeMarker(String text) throws Exception {
        Class<?> configuration = Class.forName("freemarker.template.Configuration");
        Class<?> template = Class.forName("freemarker.template.Template");
        Object made = configuration.getConstructor().newInstance();
        configuration.getMethod("setLogTemplateExceptions", boolean.class).invoke(made, false);
        Object parsed = template.getConstructor(String.class, Reader.class, configuration)
                .newInstance("text", new StringReader(text), made);
        template.getMethod("process", Object.class, Writer.class).invoke(parsed, Map.of(), new StringWriter());
    }

    private static void config(String text) throws Exception {
        Class<?> factory = Class.forName("com.typesafe.config.ConfigFactory");
        Object parsed = factory.getMethod("parseString", String.class).invoke(null, text);
        Class.forName("com.typesafe.config.Config").getMethod("resolve").invoke(parsed);
    }

    private static void kotlinx(String text) throws Exception {
        Class<?> json = Class.forName("kotlinx.serialization.json.Json");
        json.getMethod("parseToJsonElement", String.class)
                .invoke(json.getField("Default").get(null), text);
    }
}
