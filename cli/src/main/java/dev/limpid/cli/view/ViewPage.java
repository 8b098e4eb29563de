package dev.limpid.cli.view;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The local page: programs, their charts by week, their stacks, what is approved, and what was sent. Pure. */
public final class ViewPage {

    private static final int BAR = 120;

    private final ViewFacts facts;
    private final StringBuilder html = new StringBuilder(1 << 14);

    private ViewPage(ViewFacts facts) {
        this.facts = facts;
    }

    /** The page as HTML, which refers to nothing outside this machine. */
    public static String html(ViewFacts facts) {
        return new ViewPage(facts).page();
    }

    private String page() {
        html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(escape(facts.collection()))
                .append(" on this machine</title>\n<meta name=\"viewport\" content=\"width=device-width\">\n")
                .append("<link rel=\"stylesheet\" href=\"style.css\">\n</head>\n<body>\n<header>\n<h1>")
                .append(escape(facts.collection()))
                .append("</h1>\n<p>The mode is <strong>")
                .append(escape(facts.mode()))
                .append("</strong>, because ")
                .append(escape(facts.why()))
                .append(".</p>\n<p>")
                .append(
                        facts.configVersion().isEmpty()
                                ? "No configuration was proven on this machine: nothing is approved for upload."
                                : "Approved for upload is what configuration " + escape(facts.configVersion())
                                        + " names.")
                .append("</p>\n</header>\n<main>\n");
        for (Map.Entry<String, List<Counted>> program : byProgram().entrySet()) {
            program(program.getKey(), program.getValue());
        }
        if (facts.counted().isEmpty()) {
            html.append("<p>Nothing was counted yet.</p>\n");
        }
        sent();
        facts.damaged()
                .forEach(file -> html.append("<p class=\"damaged\">Damaged: ")
                        .append(escape(file))
                        .append("</p>\n"));
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    /** What one program counted in one week, all its builds together. */
    private record Counted(LocalDate week, ProgramReport program) {}

    private SortedMap<String, List<Counted>> byProgram() {
        SortedMap<String, List<Counted>> programs = new TreeMap<>();
        for (Report report : facts.counted()) {
            for (ProgramReport program : report.programs()) {
                programs.computeIfAbsent(program.build().program(), name -> new ArrayList<>())
                        .add(new Counted(report.week(), program));
            }
        }
        return programs;
    }

    private void program(String name, List<Counted> counted) {
        SortedSet<String> builds = new TreeSet<>();
        counted.forEach(c -> builds.add(words(c.program().build())));
        html.append("<section>\n<h2>")
                .append(escape(name))
                .append("</h2>\n<p class=\"builds\">")
                .append(escape(String.join(" · ", builds)))
                .append("</p>\n");
        SortedMap<String, SortedMap<String, SortedMap<LocalDate, Long>>> charts = new TreeMap<>();
        SortedMap<String, Long> stacks = new TreeMap<>();
        for (Counted c : counted) {
            c.program()
                    .counters()
                    .forEach((counter, count) -> charts.computeIfAbsent(prefix(counter), chart -> new TreeMap<>())
                            .computeIfAbsent(counter, all -> new TreeMap<>())
                            .merge(c.week(), count, Long::sum));
            c.program().stacks().forEach((stack, count) -> stacks.merge(stack, count, Long::sum));
        }
        charts.forEach((chart, buckets) -> chart(name, chart, buckets));
        stacks.forEach((stack, count) -> stack(name, stack, count));
        html.append("</section>\n");
    }

    private void chart(String program, String chart, SortedMap<String, SortedMap<LocalDate, Long>> buckets) {
        SortedSet<LocalDate> weeks = new TreeSet<>();
        long most = 1;
        for (SortedMap<LocalDate, Long> counts : buckets.values()) {
            weeks.addAll(counts.keySet());
            for (long count : counts.values()) {
                most = Math.max(most, count);
            }
        }
        html.append("<table>\n<caption>")
                .append(escape(chart))
                .append("</caption>\n<thead><tr><th scope=\"col\">bucket</th>");
        weeks.forEach(week ->
                html.append("<th scope=\"col\">week ended ").append(week).append("</th>"));
        html.append("<th scope=\"col\">upload</th></tr></thead>\n<tbody>\n");
        for (Map.Entry<String, SortedMap<LocalDate, Long>> bucket : buckets.entrySet()) {
            String name = bucket.getKey();
            html.append("<tr><th scope=\"row\">")
                    .append(escape(
                            name.substring(Math.min(name.length(), name.equals(chart) ? 0 : chart.length() + 1))))
                    .append("</th>");
            for (LocalDate week : weeks) {
                cell(bucket.getValue().getOrDefault(week, 0L), most);
            }
            html.append("<td>").append(approval(program, name)).append("</td></tr>\n");
        }
        html.append("</tbody>\n</table>\n");
    }

    private void cell(long count, long most) {
        long width = count == 0 ? 0 : Math.max(1, Math.round((double) count / most * BAR));
        html.append("<td><svg width=\"")
                .append(BAR)
                .append("\" height=\"10\" aria-hidden=\"true\"><rect width=\"")
                .append(width)
                .append("\" height=\"10\"/></svg> ")
                .append(count)
                .append("</td>");
    }

    private void stack(String program, String stack, long count) {
        int line = stack.indexOf('\n');
        html.append("<details><summary>stack ")
                .append(escape(stack.substring(0, line)))
                .append(": ")
                .append(count)
                .append(", ")
                .append(approval(program, stack))
                .append("</summary><pre>")
                .append(escape(stack.substring(line + 1)))
                .append("</pre></details>\n");
    }

    private void sent() {
        html.append("<section>\n<h2>Sent</h2>\n");
        if (facts.sent().isEmpty()) {
            html.append("<p>Nothing was ever sent from this machine.</p>\n");
        }
        facts.sent()
                .forEach((week, json) -> html.append("<details><summary>week ended ")
                        .append(week)
                        .append("</summary><pre>")
                        .append(escape(json))
                        .append("</pre></details>\n"));
        html.append("</section>\n");
    }

    private String approval(String program, String name) {
        return facts.approved().getOrDefault(program, new TreeSet<>()).contains(name)
                ? "<span class=\"yes\">approved</span>"
                : "<span class=\"no\">stays here</span>";
    }

    private static String words(Build build) {
        return build.version() + " on " + build.runtime() + ", " + build.os() + "/" + build.arch();
    }

    private static String prefix(String counter) {
        int colon = counter.indexOf(':');
        return colon < 0 ? counter : counter.substring(0, colon);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
