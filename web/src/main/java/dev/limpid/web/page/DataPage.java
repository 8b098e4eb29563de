package dev.limpid.web.page;

import dev.limpid.web.facts.DataWeek;
import dev.limpid.web.facts.LogView;
import dev.limpid.web.facts.ServerRules;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.template.JtedataGenerated;
import dev.limpid.web.words.CaseEncoded;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The page of the published files.
 *
 * @param weeks the weeks that have files, newest first
 * @param log the log that contains their digests, if there is one
 * @param rules what the server does
 */
public record DataPage(List<DataWeek> weeks, Optional<LogView> log, ServerRules rules) {
    public DataPage {
        weeks = weeks.stream()
                .sorted(Comparator.comparing(DataWeek::week).reversed())
                .toList();
    }

    /** The page. */
    public static String render(
            PageContext pageContext, List<DataWeek> weeks, Optional<LogView> log, ServerRules rules) {
        DataPage page = new DataPage(weeks, log, rules);
        return Markup.of((out, plain) -> JtedataGenerated.render(out, plain, pageContext, page));
    }

    /** The command that recomputes the charts, with the keys that must have signed the log. */
    public String command(PageContext pageContext) {
        StringBuilder command = new StringBuilder("limpid verify-data ")
                .append(pageContext.facts().siteUrl());
        log.ifPresent(facts -> Stream.concat(
                        facts.config().verifierKeys().stream(),
                        facts.data().stream().flatMap(head -> head.verifierKeys().stream()))
                .forEach(key -> command.append(" \\\n    --key ").append(key)));
        return command.toString();
    }

    /** The address in the log of a version of the published data, with its digests. */
    public String proof(PageContext pageContext, String version) {
        return pageContext.file("log/" + CaseEncoded.of(pageContext.facts().name()) + "/data/@v/" + version + ".zip");
    }

    /** How many answers the newest files contain. */
    public long answers() {
        return weeks.stream().mapToLong(DataWeek::answers).sum();
    }

    /** How many lines the newest files have. */
    public long lines() {
        return weeks.stream().mapToLong(DataWeek::lines).sum();
    }

    /** How many of the lines only one machine gave. */
    public long alone() {
        return weeks.stream().mapToLong(DataWeek::alone).sum();
    }

    /** Whether it is known from how many networks answers came. */
    public boolean countsNetworks() {
        return weeks.stream().anyMatch(week -> week.networks().isPresent());
    }

    /** The total size of the newest files. */
    public long bytes() {
        return weeks.stream().mapToLong(DataWeek::bytes).sum();
    }

    /** The first Monday. */
    public LocalDate oldest() {
        return weeks.get(weeks.size() - 1).week();
    }

    /** The last Sunday. */
    public LocalDate newest() {
        return weeks.get(0).sunday();
    }
}
