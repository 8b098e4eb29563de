package dev.limpid.dist.stacks;

import dev.limpid.charts.stacks.KnownStack;
import dev.limpid.charts.triage.StackHistory;
import dev.limpid.charts.triage.TriagedStacks.Origin;
import dev.limpid.charts.triage.TriagedStacks.State;
import dev.limpid.dist.forge.IssueReport;
import dev.limpid.dist.forge.IssueReport.News;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Makes the reports for issues from findings. Trials get no reports, and pre-releases only on request. */
final class IssueReports {

    private static final int MARK_BYTES = 8;

    private IssueReports() {}

    /**
     * The reports. If several issues claim a group, each gets a report with the news about its own stacks.
     *
     * @param least groups on fewer installations get no new issue
     */
    static List<IssueReport> of(Findings findings, double least, boolean withDevelopment) {
        List<IssueReport> reported = new ArrayList<>();
        for (Finding one : findings.all()) {
            Origin origin = one.triaged().origin();
            if (origin == Origin.USERS || (withDevelopment && origin == Origin.DEVELOPMENT)) {
                List<KnownStack> claims = one.triaged().claims();
                if (claims.isEmpty()) {
                    reported.add(reported(one, findings, least, Optional.empty()));
                }
                claims.forEach(claim -> reported.add(reported(one, findings, least, Optional.of(claim))));
            }
        }
        return reported;
    }

    private static IssueReport reported(Finding finding, Findings findings, double least, Optional<KnownStack> claim) {
        StackHistory history = findings.history();
        boolean isGone = finding.triaged().state() == State.GONE;
        boolean isBack =
                !isGone && claim.filter(finding.triaged().regressed()::contains).isPresent();
        return new IssueReport(
                mark(history.title().chart() + "\n" + finding.triaged().group().key()),
                StacksMarkdown.title(finding, history),
                StacksMarkdown.issue(finding, history),
                claim.flatMap(KnownStack::issue),
                isBack
                        ? Optional.of(returned(finding, history, claim.flatMap(KnownStack::fixed)))
                        : isGone ? gone(finding, findings, claim) : Optional.empty(),
                isBack,
                !isGone && finding.triaged().group().newest().installations().value() >= least);
    }

    private static News returned(Finding finding, StackHistory history, Optional<String> version) {
        String fixed = version.orElse("");
        return new News(
                mark("returned\n" + fixed),
                "It is back: it was marked as fixed in " + fixed + ", and has been published again since.\n\n"
                        + StacksMarkdown.issue(finding, history));
    }

    /**
     * The news that a group is gone. A group of an issue is not gone while another group of that issue is still there.
     */
    private static Optional<News> gone(Finding finding, Findings findings, Optional<KnownStack> claim) {
        List<Finding> all = claim.map(issue -> findings.all().stream()
                        .filter(one -> one.triaged().claims().contains(issue))
                        .toList())
                .orElse(List.of(finding));
        if (all.stream().anyMatch(one -> one.triaged().state() != State.GONE)) {
            return Optional.empty();
        }
        int last =
                all.stream().mapToInt(one -> one.triaged().group().last()).max().orElseThrow();
        String week = findings.history().weeks().get(last).monday().toString();
        return Optional.of(new News(
                mark("gone\n" + week), "No machine that takes part has reported this since the week of " + week + "."));
    }

    /** A short hash, the same on every machine. */
    private static String mark(String of) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
