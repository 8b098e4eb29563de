package dev.limpid.protocol.review.lint;

import dev.limpid.protocol.config.ParsedChart;
import dev.limpid.protocol.review.lint.Finding.Severity;
import dev.limpid.protocol.text.Problem;
import dev.limpid.protocol.text.Quoted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects findings, each with its place and its chart's title. For one thread at a time. */
final class Findings {

    private final List<Finding> findings = new ArrayList<>();

    void error(ParsedChart placed, String code, String key, String what) {
        add(Severity.ERROR, code, placed, key, what);
    }

    void warning(ParsedChart placed, String code, String key, String what) {
        add(Severity.WARNING, code, placed, key, what);
    }

    void note(ParsedChart placed, String code, String key, String what) {
        add(Severity.NOTE, code, placed, key, what);
    }

    void add(Severity severity, String code, ParsedChart placed, String key, String what) {
        String title = "the chart " + Quoted.of(placed.chart().title());
        findings.add(new Finding(severity, code, placed.problem(key, title + " " + what), ""));
    }

    /** Adds a note about a program, placed at its first chart. */
    void suggest(ParsedChart first, String code, String what, String text) {
        findings.add(new Finding(Severity.NOTE, code, first.problem("program", what), text));
    }

    static String place(ParsedChart other) {
        Problem at = other.problem("counter", "");
        return "the chart at " + at.file() + ":" + at.line();
    }

    /** All, in the order of the text. */
    List<Finding> sorted() {
        findings.sort(
                Comparator.comparing((Finding finding) -> finding.problem().file())
                        .thenComparingInt(finding -> finding.problem().line())
                        .thenComparingInt(finding -> finding.problem().column()));
        return List.copyOf(findings);
    }
}
