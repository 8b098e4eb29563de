package dev.limpid.dist.stacks;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.counter.home.Environment;
import dev.limpid.dist.forge.Forge;
import dev.limpid.dist.forge.ForgeClient;
import dev.limpid.dist.forge.ForgeHttp;
import dev.limpid.dist.forge.ForgeKind;
import dev.limpid.dist.forge.Issue;
import dev.limpid.dist.forge.IssueAction;
import dev.limpid.dist.forge.IssueActionRunner;
import dev.limpid.dist.forge.IssuePlan;
import dev.limpid.dist.forge.IssueReport;
import dev.limpid.dist.forge.TrustedAccounts;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options for issues: which forge has them, and which changes are allowed there. */
final class ForgeOptions {

    /** The names of repositories that GitHub, GitLab and Forgejo allow, including groups within groups. */
    private static final String REPOSITORY = "[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+";

    private static final Duration LONG = Duration.ofSeconds(5);

    @Option(
            names = "--forge",
            paramLabel = "github|forgejo|gitlab",
            description = "Keep issues there; forgejo also works for Gitea.")
    private Optional<String> forge = Optional.empty();

    @Option(names = "--repository", paramLabel = "OWNER/NAME", description = "The repository that has the issues.")
    private Optional<String> repository = Optional.empty();

    @Option(names = "--forge-url", paramLabel = "URL", description = "The forge's site, if it is self-hosted.")
    private Optional<URI> site = Optional.empty();

    @Option(
            names = "--forge-token",
            paramLabel = "VARIABLE",
            description = "The environment variable with the token; ${DEFAULT-VALUE} if not given.")
    private String variable = "LIMPID_FORGE_TOKEN";

    @Option(
            names = "--least",
            paramLabel = "N",
            description = "Create issues only for groups on at least this many installations;"
                    + " ${DEFAULT-VALUE} if not given.")
    private double least = 1;

    @Option(
            names = "--most",
            paramLabel = "N",
            description = "Create at most this many issues in one run; ${DEFAULT-VALUE} if not given.")
    private int most = 20;

    @Option(
            names = "--forge-account",
            paramLabel = "NAME",
            description = "An account that creates our issues; the token's account if not given.")
    private List<String> accounts = List.of();

    @Option(names = "--development", description = "Also create issues for stacks that only pre-releases have.")
    private boolean withDevelopment;

    @Option(names = "--apply", description = "Make the planned changes; without this option they are only listed.")
    private boolean apply;

    boolean isGiven() {
        return forge.isPresent();
    }

    void check(CommandSpec spec) {
        if (forge.isPresent() != repository.isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--forge and --repository need each other, found only one of them");
        }
        if (forge.isPresent()) {
            if (!forge.get().matches("github|forgejo|gitea|gitlab")) {
                throw new ParameterException(
                        spec.commandLine(), "--forge is '" + forge.get() + "', expected github, forgejo or gitlab");
            }
            if (!repository.get().matches(REPOSITORY) || repository.get().contains("..")) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--repository is '" + repository.get() + "', expected one such as owner/name");
            }
        } else if (apply) {
            throw new ParameterException(spec.commandLine(), "--apply needs --forge");
        }
    }

    private ForgeKind kind() {
        String word = forge.orElseThrow();
        return word.equals("gitea") ? ForgeKind.FORGEJO : ForgeKind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private URI site() {
        return site.orElseGet(() -> kind().site());
    }

    /** The template of links to source at the forge. */
    Optional<String> source() {
        return forge.map(any -> kind().source(site(), repository.orElseThrow()));
    }

    /** Plans the actions, lists them, and runs them if --apply is given. */
    int run(Findings findings, Environment environment, CommandSpec spec) throws IOException {
        Optional<String> token =
                Optional.ofNullable(environment.variable(variable)).filter(one -> !one.isBlank());
        if (apply && token.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--apply needs a token in the variable " + variable + ", which is empty");
        }
        PrintWriter err = TerminalSafeWriter.wrap(spec.commandLine().getErr());
        URI api = kind().api(site());
        Forge client;
        try {
            client = new ForgeClient(
                    kind(),
                    api,
                    repository.orElseThrow(),
                    new ForgeHttp(kind(), api, token, Clock.systemUTC(), time -> waiting(time, err)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
        TrustedAccounts ours = ours(client, token.isPresent(), err);
        List<IssueReport> reported = IssueReports.of(findings, least, withDevelopment);
        List<Issue> issues = client.issues();
        List<IssueAction> actions = IssuePlan.actions(reported, issues, ours, client::comments);
        IssuePlan.duplicates(issues, ours).forEach(err::println);
        IssuePlan.unpostedNews(reported, issues).forEach(err::println);
        return take(notTooMany(actions, err), new IssueActionRunner(client, ours, err::println), err);
    }

    /** Reports long waits, so that nobody thinks the command hangs. */
    private static void waiting(Duration time, PrintWriter err) throws InterruptedException {
        if (time.compareTo(LONG) > 0) {
            err.println("the forge asks to wait for " + time.toSeconds() + " seconds");
        }
        Thread.sleep(time.toMillis());
    }

    private TrustedAccounts ours(Forge client, boolean hasToken, PrintWriter err) throws IOException {
        if (!accounts.isEmpty()) {
            return TrustedAccounts.of(accounts);
        }
        if (!hasToken) {
            err.println("without a token or --forge-account it is unknown which issues are ours: marks of"
                    + " all accounts are accepted");
            return TrustedAccounts.UNKNOWN;
        }
        return TrustedAccounts.of(List.of(client.account()
                .orElseThrow(
                        () -> new IOException("the forge does not reveal whose token it is, expected --forge-account;"
                                + " a job's own token at GitHub belongs to 'github-actions[bot]'"))));
    }

    /**
     * Limits the new issues: senders of answers could create any number of groups, and each issue is a message to many
     * people.
     */
    private List<IssueAction> notTooMany(List<IssueAction> actions, PrintWriter err) {
        List<IssueAction> taken = new ArrayList<>();
        int made = 0;
        for (IssueAction action : actions) {
            if (!(action instanceof IssueAction.Create) || ++made <= most) {
                taken.add(action);
            }
        }
        if (made > most) {
            err.println(
                    (made - most) + " more groups have no issue; --most is " + most + ", the next run creates more");
        }
        return taken;
    }

    /** Prints to standard error, so that other programs can read the stacks on standard output. */
    private int take(List<IssueAction> actions, IssueActionRunner run, PrintWriter err) throws IOException {
        boolean whole = true;
        if (apply) {
            whole = run.run(actions);
        } else {
            actions.forEach(action -> err.println("would " + action.words()));
        }
        err.println(
                actions.isEmpty()
                        ? "all issues are up to date"
                        : !apply
                                ? "nothing was changed: --apply makes the changes"
                                : whole ? "done" : "done, except for what was refused");
        err.flush();
        return whole ? ExitCode.OK : ExitCode.FOUND_WRONG;
    }
}
