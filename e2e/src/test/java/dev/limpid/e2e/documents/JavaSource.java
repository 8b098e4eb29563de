package dev.limpid.e2e.documents;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A snippet of Java as a file for a compiler: a type as it is, and members or statements in a class that has what the page
 * mentions. The snippet must import all of our types itself.
 *
 * @param name of the type
 */
record JavaSource(String name, String text) {

    private static final Pattern TYPE =
            Pattern.compile("(?m)^(?:public )?(?:final )?(?:abstract )?(?:class|record|interface|enum) (\\w+)");

    /** What the page assumes that a reader already has, by name. */
    private static final List<String> THEIRS = List.of(
            "dev.limpid.counter.CollectionIdentity collection",
            "picocli.CommandLine commandLine",
            "org.eclipse.lsp4j.services.LanguageClient client",
            "org.eclipse.lsp4j.services.LanguageServer server",
            "javax.swing.JFrame frame",
            "javafx.stage.Stage stage",
            "java.util.List<dev.limpid.bridge.CountingRule> list");

    static JavaSource of(Snippet snippet) {
        String imports = lines(snippet, true);
        String body = lines(snippet, false);
        Matcher type = TYPE.matcher(body);
        if (type.find()) {
            return new JavaSource(type.group(1), snippet.text());
        }
        String fields = THEIRS.stream().map(field -> "    " + field + ";\n").collect(Collectors.joining());
        boolean members = body.strip().startsWith("@") || body.strip().startsWith("private ");
        // A page about tests means another telemetry than the others.
        String telemetry = snippet.text().contains(".testkit.")
                ? "dev.limpid.testkit.TestTelemetry telemetry"
                : "dev.limpid.counter.Telemetry telemetry";
        return new JavaSource(
                "Shown",
                imports + "class Shown {\n"
                        + (members
                                ? body
                                : fields + "    " + telemetry + ";\n    void shown() throws Exception {\n" + body
                                        + "    }\n")
                        + "}\n");
    }

    private static String lines(Snippet snippet, boolean imports) {
        return snippet.text()
                .lines()
                .filter(line -> line.startsWith("import ") == imports)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
