package dev.limpid.dist.rehearse;

import dev.limpid.cli.UserCommands;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.dist.simulation.SimulatedHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine;

/** Shows what a home's user sees when typing the user's commands. */
final class UserView {

    private final CollectionIdentity identity;

    UserView(CollectionIdentity identity) {
        this.identity = identity;
    }

    /** The output of a command at this simulated time. */
    String of(SimulatedHome home, Instant now, String... arguments) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine limpid = UserCommands.limpid(new CommandContext(home.environment(now), Optional.of(identity)));
        int code = limpid.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        if (code != 0) {
            throw new IOException("limpid " + String.join(" ", arguments) + " in a home of the rehearsal: " + err);
        }
        return out.toString();
    }
}
