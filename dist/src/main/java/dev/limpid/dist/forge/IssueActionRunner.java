package dev.limpid.dist.forge;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Takes the actions of a plan. One that the forge refuses, of an issue that is locked or gone or a text that it does not take, or at which
 * it fails, is told and the others are taken, but for those about the same issue: what follows a action may be true only after it. If {@value
 * #MOST_REFUSED} are refused in a row it is not about one of them, and the run ends.
 */
public final class IssueActionRunner {

    private static final int MOST_REFUSED = 3;

    private final Forge forge;
    private final TrustedAccounts ours;
    private final Consumer<String> said;

    /** @param said gets a line for each action, and for each that was refused */
    public IssueActionRunner(Forge forge, TrustedAccounts ours, Consumer<String> said) {
        this.forge = forge;
        this.ours = ours;
        this.said = said;
    }

    /** Takes them; false if the forge refused any. */
    public boolean take(List<IssueAction> actions) throws IOException {
        Set<Long> left = new HashSet<>();
        boolean whole = true;
        int refused = 0;
        for (IssueAction action : actions) {
            if (action.issue().map(issue -> left.contains(issue.number())).orElse(false)) {
                continue;
            }
            said.accept(action.words());
            try {
                take(action);
                refused = 0;
            } catch (ForgeRefusalException e) {
                if (!e.isOfOne() || ++refused == MOST_REFUSED) {
                    throw e;
                }
                said.accept(String.valueOf(e.getMessage()));
                action.issue().ifPresent(issue -> left.add(issue.number()));
                whole = false;
            }
        }
        return whole;
    }

    private void take(IssueAction action) throws IOException {
        if (action instanceof IssueAction.Create create) {
            Issue made = forge.create(create.title(), create.body());
            if (!ours.have(made.author())) {
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
