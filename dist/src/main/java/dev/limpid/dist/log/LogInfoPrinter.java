package dev.limpid.dist.log;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.limpid.cli.context.JsonOutput;
import dev.limpid.server.log.LogInfo;
import dev.limpid.tlog.note.VerifierKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** The lines that people copy to use a log. */
final class LogInfoPrinter {

    private LogInfoPrinter() {}

    /** Prints them, for people or as one JSON object. */
    static void print(LogInfo facts, boolean json, PrintWriter out) {
        if (json) {
            printJson(facts, out);
        } else {
            printLines(facts, out);
        }
    }

    private static void printJson(LogInfo facts, PrintWriter out) {
        JsonOutput.printObject(out, json -> {
            json.writeStringField("collection", facts.collection());
            json.writeNumberField("configurations", facts.configSize());
            json.writeNumberField("data", facts.dataSize());
            json.writeStringField("answers", facts.answersUrl());
            writeKeys("verifierKeys", facts.verifierKeys(), json);
            writeKeys("dataKeys", facts.dataKeys(), json);
            json.writeStringField("goproxy", facts.goproxy());
            json.writeStringField("gosumdb", facts.gosumdb());
            json.writeStringField("goProgramsGosumdb", facts.goProgramsGosumdb());
            json.writeStringField("mavenRepository", facts.mavenRepository());
            json.writeStringField("mavenArtifact", facts.mavenCoordinates() + ":zip");
            json.writeStringField("policy", facts.policy());
        });
    }

    private static void printLines(LogInfo facts, PrintWriter out) {
        out.println("collection      " + facts.collection());
        out.println("configurations  " + facts.configSize());
        out.println("data            " + facts.dataSize());
        out.println("answers to      " + facts.answersUrl());
        for (VerifierKey key : facts.verifierKeys()) {
            out.println("verifier key    " + key);
        }
        for (VerifierKey key : facts.dataKeys()) {
            out.println("data key        " + key);
        }
        out.println();
        out.println("# Go: the checksum database verifies whatever proxy serves the module");
        out.println("export GOPROXY=" + facts.goproxy());
        out.println("export GOSUMDB=\"" + facts.gosumdb() + "\"");
        out.println("go mod download " + facts.collection() + "/config@latest");
        out.println();
        out.println("# Go programs that count with golang.org/x/telemetry: their configuration is a"
                + " module of the data tree");
        out.println("export GOPROXY=" + facts.goproxy());
        out.println("export GOSUMDB=\"" + facts.goProgramsGosumdb() + "\"");
        out.println("go mod download golang.org/x/telemetry/config@latest");
        out.println();
        out.println("# Maven: for a repository manager to mirror");
        out.println("repository      " + facts.mavenRepository());
        out.println("artifact        " + facts.mavenCoordinates() + ":zip");
        out.println();
        out.println("# The policy that programs carry (C2SP tlog-policy, and max-age)");
        out.print(facts.policy());
    }

    /** Writes a field with these keys. */
    static void writeKeys(String name, List<VerifierKey> keys, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (VerifierKey key : keys) {
            json.writeString(key.toString());
        }
        json.writeEndArray();
    }
}
