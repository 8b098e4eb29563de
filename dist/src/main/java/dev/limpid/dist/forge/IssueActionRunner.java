package dev.limpid.dist.forge;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs the actions of a plan. If the forge refuses an action, for example because the issue is locked or deleted, or
 * fails at it, the failure is reported and the other actions are run, except those for the same issue: they may depend
 * on the failed one. If {@value #MOST_REFUSED} actions in a row fail, the cause is not a single action, and the run
 * ends.
 */
public final class IssueActionRunner {

    private static final int MOST_REFUSED = 3;

    private final Forge forge;
    private final TrustedAccounts ours;
    private final Consumer<String> said;

    /** @param said receives a line for each action and for each refusal */
    public IssueActionRunner(Forge forge, TrustedAccounts ours, Consumer<String> said) {
        this.forge = forge;
        this.ours = ours;
        this.said = said;
    }

    /** Runs the actions; false if the forge refused any. */
    public boolean run(List<IssueAction> actions) throws IOException {
        Set<Long> left = new HashSet<>();
        boolean whole = true;
        int refused = 0;
        for (IssueAction action : actions) {
            if (action.issue().map(issue -> left.contains(issue.number())).orElse(false)) {
                continue;
            }
            said.accept(action.words());
            try {
                run(action);
                refused = 0;
            } catch (ForgeRefusalException e) {
                if (!e.concernsOnlyThisRequest() || ++refused == MOST_REFUSED) {
                    throw e;
                }
                said.accept(String.valueOf(e.getMessage()));
                action.issue().ifPresent(issue -> left.add(issue.number()));
                whole = false;
            }
        }
        return whole;
    }

    private void run(IssueAction action) throws IOException {
        if (action instanceof IssueAction.Create create) {
            Issue made = forge.create(create.title(), create.body());
            if (!ours.contains(made.author())) {
                throw new IOException(made.url() + ": made by the account '" + made.author() + "', expected " + ours
                        + "; name it by --forge-account, or each run makes the issue again");
            }
        } else if (action instanceof IssueAction.Update update) {
            forge.update(update.at(), update.body());
        } else if (action instanceof IssueAction.Reopen reopen) {
            forge.reopen(reopen.at());
        } else if (action instanceof IssueAction.Comment comment) {
            forge.comment(comment.at(), comment.text());
        }
    }
}
