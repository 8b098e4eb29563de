package dev.limpid.dist.forge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans the actions that bring issues up to date with the stacks. Every run plans again from what is at the forge, so
 * the next run completes an interrupted one, and a run without news does nothing.
 */
public final class IssuePlan {

    private IssuePlan() {}

    /** Reads comments. */
    public interface Comments {
        List<IssueComment> of(Issue issue) throws IOException;
    }

    /**
     * The actions, in the order of the reports.
     *
     * @param reported the reports; a group that several issues claim has one for each
     * @param issues all issues at the forge
     * @param ours the accounts whose marks are accepted
     */
    public static List<IssueAction> actions(
            List<IssueReport> reported, List<Issue> issues, TrustedAccounts ours, Comments comments)
            throws IOException {
        Map<String, Issue> byUrl = new HashMap<>();
        Map<String, Issue> byMark = new HashMap<>();
        for (Issue issue : issues) {
            byUrl.put(plain(issue.url()), issue);
            // If several issues have one mark, as after two simultaneous runs, the oldest one is used.
            mark(issue, ours).ifPresent(mark -> byMark.merge(mark, issue, IssuePlan::first));
        }
        List<IssueAction> actions = new ArrayList<>();
        Set<String> told = new HashSet<>();
        Set<String> updated = new HashSet<>();
        for (IssueReport one : reported) {
            Optional<Issue> named = one.issue().map(IssuePlan::plain).map(byUrl::get);
            Optional<Issue> marked = Optional.ofNullable(byMark.get(one.mark()));
            if (named.or(() -> marked).isEmpty()) {
                // An issue that the maintainers name and that is not here belongs to another repository.
                if (one.isNew() && one.issue().isEmpty()) {
                    actions.add(new IssueAction.Create(one.title(), IssueText.of(one.mark(), one.text())));
                }
                continue;
            }
            marked.filter(any -> updated.add(one.mark())).ifPresent(issue -> update(one, issue, actions));
            Issue issue = named.or(() -> marked).orElseThrow();
            if (one.news().isPresent()
                    && told.add(issue.number() + " " + one.news().get().mark())) {
                tell(one, one.news().get(), issue, ours, comments, actions);
            }
        }
        return actions;
    }

    private static Optional<String> mark(Issue issue, TrustedAccounts ours) {
        return ours.contains(issue.author()) ? IssueText.mark(issue.body()) : Optional.empty();
    }

    private static Issue first(Issue a, Issue b) {
        return a.number() < b.number() ? a : b;
    }

    /**
     * Normalises an address as people copy it: with a fragment, in a different case, or in GitLab's other spellings.
     */
    private static String plain(String url) {
        return url.replaceAll("[?#].*", "")
                .replaceAll("/+$", "")
                .replaceFirst("^http:", "https:")
                .replaceFirst("/-/(issues|work_items)/", "/issues/")
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Our issues that are duplicates of another about the same group, as after two simultaneous runs, a sentence each:
     * somebody should close them.
     */
    public static List<String> duplicates(List<Issue> issues, TrustedAccounts ours) {
        Map<String, Issue> byMark = new HashMap<>();
        for (Issue issue : issues) {
            mark(issue, ours).ifPresent(mark -> byMark.merge(mark, issue, IssuePlan::first));
        }
        return issues.stream()
                .filter(Issue::isOpen)
                .flatMap(issue -> mark(issue, ours).map(byMark::get).stream()
                        .filter(first -> first.number() != issue.number())
                        .map(first -> issue.url() + " is about the same stacks as " + first.url()))
                .toList();
    }

    /**
     * Named issues that are not here although there is news for them, a sentence each: the repository may have been
     * renamed.
     */
    public static List<String> unpostedNews(List<IssueReport> reported, List<Issue> issues) {
        Set<String> here = new HashSet<>();
        issues.forEach(issue -> here.add(plain(issue.url())));
        return reported.stream()
                .filter(one -> one.news().isPresent())
                .flatMap(one -> one.issue().stream())
                .filter(url -> !here.contains(plain(url)))
                .distinct()
                .map(url -> url + " is not an issue of this repository: news about its stacks is not posted there")
                .toList();
    }

    private static void update(IssueReport one, Issue issue, List<IssueAction> actions) {
        String body = IssueText.replaced(issue.body(), one.mark(), one.text());
        if (!body.equals(issue.body().replace("\r\n", "\n")) && !body.equals(issue.body())) {
            actions.add(new IssueAction.Update(issue, body));
        }
    }

    /** Reopens the issue before commenting: if somebody closes it after the comment, it stays closed. */
    private static void tell(
            IssueReport one,
            IssueReport.News news,
            Issue issue,
            TrustedAccounts ours,
            Comments comments,
            List<IssueAction> actions)
            throws IOException {
        if (comments.of(issue).stream()
                .filter(comment -> ours.contains(comment.author()))
                .anyMatch(comment -> IssueText.isAbout(comment.text().replace("\r\n", "\n"), news))) {
            return;
        }
        if (one.isRegression() && !issue.isOpen()) {
            actions.add(new IssueAction.Reopen(issue));
        }
        if (one.isRegression() || issue.isOpen()) {
            actions.add(new IssueAction.Comment(issue, IssueText.comment(news)));
        }
    }
}
