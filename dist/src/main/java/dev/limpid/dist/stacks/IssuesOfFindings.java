package dev.limpid.dist.stacks;

import dev.limpid.charts.stacks.KnownStack;
import dev.limpid.charts.triage.JudgedStacks.Origin;
import dev.limpid.charts.triage.JudgedStacks.State;
import dev.limpid.charts.triage.StackHistory;
import dev.limpid.dist.forge.Reported;
import dev.limpid.dist.forge.Reported.News;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What issues should say of findings. Trials are nobody's issue, and pre-releases only where that is asked for. */
final class IssuesOfFindings {

    private static final int MARK_BYTES = 8;

    private IssuesOfFindings() {}

    /**
     * What is to be reported.
     *
     * @param least of groups on fewer installations no issue is made
     */
    static List<Reported> of(Findings findings, double least, boolean withDevelopment) {
        return findings.all().stream()
                .filter(one -> one.judged().origin() == Origin.USERS
                        || (withDevelopment && one.judged().origin() == Origin.DEVELOPMENT))
                .map(one -> reported(one, findings.history(), least))
                .toList();
    }

    private static Reported reported(Finding finding, StackHistory history, double least) {
        State state = finding.judged().state();
        List<KnownStack> claims = finding.judged().claims();
        Optional<KnownStack> claim = claims.stream()
                .filter(one -> state == State.RETURNED && one.fixed().isPresent())
                .findFirst()
                .or(() -> claims.stream().findFirst());
        return new Reported(
                mark(history.title().chart() + "\n" + finding.judged().group().key()),
                StacksMarkdown.title(finding, history),
                StacksMarkdown.issue(finding, history),
                claim.flatMap(KnownStack::issue),
                news(finding, history, claim),
                state == State.RETURNED,
                state != State.GONE
                        && finding.judged().group().newest().installations().value() >= least);
    }

    private static Optional<News> news(Finding finding, StackHistory history, Optional<KnownStack> claim) {
        if (finding.judged().state() == State.RETURNED) {
            String fixed = claim.flatMap(KnownStack::fixed).orElse("");
            return Optional.of(new News(
                    mark("returned\n" + fixed),
                    "It is back: said to be fixed in " + fixed + ", and published again since.\n\n"
                            + StacksMarkdown.issue(finding, history)));
        }
        if (finding.judged().state() == State.GONE) {
            String last = history.weeks()
                    .get(finding.judged().group().last())
                    .monday()
                    .toString();
            return Optional.of(new News(
                    mark("gone\n" + last),
                    "No machine that takes part has reported this since the week of " + last + "."));
        }
        return Optional.empty();
    }

    /** Short, and the same wherever it is made. */
    private static String mark(String of) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(of.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, MARK_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
