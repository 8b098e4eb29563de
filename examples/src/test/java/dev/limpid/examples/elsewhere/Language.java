package dev.limpid.examples.elsewhere;

import dev.limpid.counter.home.ModeRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A language in which a program counts by the example that users copy. */
enum Language {
    PYTHON("python3", "-c", """
            import os, sys, limpid_count
            def count(name, program="org.example/tool", runtime="any"):
                return limpid_count.count("telemetry.example.org", program, "1.4.0", name, 1,
                                          (runtime,) + limpid_count.BUILD[1:])
            """),
    NODE("node", "-e", """
            const fs = require("node:fs"), os = require("node:os");
            const count = (name, program = "org.example/tool", runtime = "any") => limpid.count("telemetry.example.org",
                program, "1.4.0", name, 1, [runtime, limpid.BUILD[1], limpid.BUILD[2]]);
            """);

    static final Path FOLDER = Path.of(System.getProperty("limpid.root"), "examples", "elsewhere");

    private final String command;
    private final String option;
    private final String prelude;

    Language(String command, String option, String prelude) {
        this.command = command;
        this.option = option;
        this.prelude = prelude;
    }

    /** The one of two programs that is written in this language. */
    String either(String python, String javaScript) {
        return this == PYTHON ? python : javaScript;
    }

    /** The command for a program that can use {@code count}. */
    List<String> command(String program, String... arguments) {
        String whole = this == PYTHON
                ? prelude + program
                : "import('" + FOLDER.resolve("limpid-count.mjs").toUri() + "').then((limpid) => {" + prelude + program
                        + "})";
        List<String> line = new ArrayList<>(List.of(command, option, whole));
        line.addAll(List.of(arguments));
        return line;
    }

    /** Starts it. Its error messages go to the tests' own error output. */
    Process start(Map<String, String> variables, String program, String... arguments) throws IOException {
        return start(variables, command(program, arguments));
    }

    static Process start(Map<String, String> variables, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeAll(List.of(ModeRule.ciVariables()));
        builder.environment().keySet().removeAll(List.of("LIMPID", "LIMPID_DIR", "LIMPID_NOW", "DO_NOT_TRACK"));
        builder.environment().put("PYTHONPATH", FOLDER.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().putAll(variables);
        return builder.start();
    }

    /** Runs it to its end; returns its output. */
    String run(Map<String, String> variables, String program, String... arguments) throws IOException {
        return output(start(variables, program, arguments));
    }

    static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
