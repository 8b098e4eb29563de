package dev.limpid.dist.own;

import dev.limpid.cli.context.CommandContext;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.ModeRule;
import dev.limpid.counter.home.TelemetryHome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts one run of {@code limpid}, on the user's machine. Nothing here reports: what was counted lies in files until its user
 * looks at it or deletes it. Never throws, never prints. For one thread.
 *
 * <p>The identity is told in code: looking for {@code program.properties} would open every jar of the command at each start.
 */
public final class OwnCounting {

    /** The program's name in charts. */
    public static final String PROGRAM = "limpid.dev/limpid";

    /** They run for months, commonly under an account of their own, and answer to their operator alone. */
    private static final Set<String> UNCOUNTED = Set.of("serve", "relay");

    private final String collection;
    private final Environment environment;
    private final String version;
    private @Nullable Telemetry telemetry;
    private String command = "";

    /**
     * Counting for a collection.
     *
     * @param version the version of this build, or {@code devel}
     */
    public OwnCounting(String collection, Environment environment, String version) {
        this.collection = collection;
        this.environment = environment;
        this.version = version;
    }

    /** Counting as the installed command does it. */
    public static OwnCounting ofLimpid() {
        String version = OwnCounting.class.getPackage().getImplementationVersion();
        return new OwnCounting(CommandContext.OWN, Environment.ofProcess(), version == null ? "devel" : version);
    }

    /**
     * A command begins. {@code off} waits for its end: where it turned this off, it has written nothing more, and where it could
     * not, it is not counted at somebody who wants nothing counted.
     *
     * @param arguments what the user typed; only the name of a command that there is is taken from it
     */
    public void begin(String... arguments) {
        command = arguments.length == 0 ? "" : arguments[0];
        if (!command.equals("off")) {
            count();
        }
    }

    /** The command ended with this code. */
    public void end(int code) {
        if (command.equals("off") && code == 0) {
            count();
        }
        if (telemetry != null && isWanted()) {
            OwnCounters.exit(code).increment();
        }
    }

    private void count() {
        try {
            if (!UNCOUNTED.contains(command) && isWanted()) {
                telemetry = Telemetry.start(TelemetryOptions.builder()
                        .collection(collection)
                        .program(PROGRAM, version)
                        .environment(environment)
                        .frames("dev.limpid.")
                        .withoutCrashes()
                        .build());
                OwnCounters.command(command).increment();
            }
        } catch (RuntimeException | LinkageError e) {
            return; // the command must not notice
        }
    }

    /** Whoever has turned off any collection, and said nothing about this one, need not be asked. */
    private boolean isWanted() {
        TelemetryHome home = TelemetryHome.of(collection, environment);
        return ModeRule.of(home, environment, false).counts()
                && ModeRule.of(CommandContext.deciding(home, environment), environment, false)
                        .counts();
    }
}
