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
 * What is to be done so that issues say what stacks say. Planned anew from what is at the forge in every run, so a run that
 * was cut short is finished by the next, and one that has nothing to say does nothing.
 */
public final class IssuePlan {

    private IssuePlan() {}

    /** Where comments are read. */
    public interface Comments {
        List<IssueComment> of(Issue issue) throws IOException;
    }

    /**
     * The actions, in the order of what is reported.
     *
     * @param reported a group that several issues claim once for each
     * @param issues all that are at the forge
     * @param ours whose marks are believed
     */
    public static List<IssueAction> actions(
            List<IssueReport> reported, List<Issue> issues, TrustedAccounts ours, Comments comments)
            throws IOException {
        Map<String, Issue> byUrl = new HashMap<>();
        Map<String, Issue> byMark = new HashMap<>();
        for (Issue issue : issues) {
            byUrl.put(plain(issue.url()), issue);
            // Of several with one mark, as two runs at once make them, the first made is the one.
            mark(issue, ours).ifPresent(mark -> byMark.merge(mark, issue, IssuePlan::first));
        }
        List<IssueAction> actions = new ArrayList<>();
        Set<String> told = new HashSet<>();
        Set<String> updated = new HashSet<>();
        for (IssueReport one : reported) {
            Optional<Issue> named = one.issue().map(IssuePlan::plain).map(byUrl::get);
            Optional<Issue> marked = Optional.ofNullable(byMark.get(one.mark()));
            if (named.or(() -> marked).isEmpty()) {
                // An issue that the maintainers name and that is not here is dealt with elsewhere.
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
        return ours.have(issue.author()) ? IssueText.mark(issue.body()) : Optional.empty();
    }

    private static Issue first(Issue a, Issue b) {
        return a.number() < b.number() ? a : b;
    }

    /** An address as people copy it: with a comment's mark behind it, other capital letters, or GitLab's other spellings. */
    private static String plain(String url) {
        return url.replaceAll("[?#].*", "")
                .replaceAll("/+$", "")
                .replaceFirst("^http:", "https:")
                .replaceFirst("/-/(issues|work_items)/", "/issues/")
                .toLowerCase(Locale.ROOT);
    }

    /** Our issues that are about one group, as two runs at once make them, a sentence each: somebody should close one. */
    public static List<String> twins(List<Issue> issues, TrustedAccounts ours) {
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

    /** Issues that are named and not here, though there is news of them, a sentence each: the repository may have another name now. */
    public static List<String> untold(List<IssueReport> reported, List<Issue> issues) {
        Set<String> here = new HashSet<>();
        issues.forEach(issue -> here.add(plain(issue.url())));
        return reported.stream()
                .filter(one -> one.news().isPresent())
                .flatMap(one -> one.issue().stream())
                .filter(url -> !here.contains(plain(url)))
                .distinct()
                .map(url -> url + " is no issue of this repository: what is news of its stacks is not told there")
                .toList();
    }

    private static void update(IssueReport one, Issue issue, List<IssueAction> actions) {
        String body = IssueText.replaced(issue.body(), one.mark(), one.text());
        if (!body.equals(issue.body().replace("\r\n", "\n")) && !body.equals(issue.body())) {
            actions.add(new IssueAction.Update(issue, body));
        }
    }

    /** Reopened before it is said: who closes it again after the comment has the last word. */
    private static void tell(
            IssueReport one,
            IssueReport.News news,
            Issue issue,
            TrustedAccounts ours,
            Comments comments,
            List<IssueAction> actions)
            throws IOException {
        if (comments.of(issue).stream()
                .filter(comment -> ours.have(comment.author()))
                .anyMatch(comment -> IssueText.isAbout(comment.text().replace("\r\n", "\n"), news))) {
            return;
        }
        if (one.isBack() && !issue.isOpen()) {
            actions.add(new IssueAction.Reopen(issue));
        }
        if (one.isBack() || issue.isOpen()) {
            actions.add(new IssueAction.Comment(issue, IssueText.comment(news)));
        }
    }
}
