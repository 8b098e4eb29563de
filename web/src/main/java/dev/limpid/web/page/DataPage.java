package dev.limpid.web.page;

import dev.limpid.web.facts.DataDay;
import dev.limpid.web.facts.LogFacts;
import dev.limpid.web.facts.ServerRules;
import dev.limpid.web.frame.Frame;
import dev.limpid.web.template.JtedataGenerated;
import dev.limpid.web.words.CaseEncoded;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The published files.
 *
 * @param days the days that have files, newest first
 * @param log the log that has their digests, if there is one
 * @param rules what the server does
 */
public record DataPage(List<DataDay> days, Optional<LogFacts> log, ServerRules rules) {
    public DataPage {
        days = days.stream()
                .sorted(Comparator.comparing(DataDay::date).reversed())
                .toList();
    }

    /** The page. */
    public static String render(Frame frame, List<DataDay> days, Optional<LogFacts> log, ServerRules rules) {
        DataPage page = new DataPage(days, log, rules);
        return Markup.of((out, plain) -> JtedataGenerated.render(out, plain, frame, page));
    }

    /** The command that does the work again, with the keys that the log must be signed with. */
    public String command(Frame frame) {
        StringBuilder command =
                new StringBuilder("limpid verify-data ").append(frame.facts().siteUrl());
        log.ifPresent(facts -> Stream.concat(
                        facts.config().verifierKeys().stream(),
                        facts.data().stream().flatMap(head -> head.verifierKeys().stream()))
                .forEach(key -> command.append(" \\\n    --key ").append(key)));
        return command.toString();
    }

    /** The log's address of a version of the published data, which holds its digests. */
    public String proof(Frame frame, String version) {
        return frame.file("log/" + CaseEncoded.of(frame.facts().name()) + "/data/@v/" + version + ".zip");
    }

    /** How many reports the newest files hold. */
    public long reports() {
        return days.stream().mapToLong(DataDay::reports).sum();
    }

    /** How long the newest files are together. */
    public long bytes() {
        return days.stream().mapToLong(DataDay::bytes).sum();
    }

    /** The first day. */
    public LocalDate oldest() {
        return days.get(days.size() - 1).date();
    }

    /** The last day. */
    public LocalDate newest() {
        return days.get(0).date();
    }
}
