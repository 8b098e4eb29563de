package dev.limpid.dist.telemetry;

import dev.limpid.cli.context.CommandContext;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.ModeRule;
import dev.limpid.counter.home.TelemetryHome;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts one run of {@code limpid}, on the user's machine. Nothing here reports: the counts stay in files until the
 * user looks at them or deletes them. Never throws, never prints. For one thread.
 *
 * <p>The identity is set in code: searching for {@code program.properties} would open every jar of the command at each
 * start.
 */
public final class LimpidTelemetry {

    /** The program's name in charts. */
    public static final String PROGRAM = "limpid.dev/limpid";

    /**
     * Commands that are not counted: they run for months, commonly under their own account, and have no user but their
     * operator.
     */
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
    public LimpidTelemetry(String collection, Environment environment, String version) {
        this.collection = collection;
        this.environment = environment;
        this.version = version;
    }

    /** The counting of the installed command. */
    public static LimpidTelemetry ofLimpid() {
        String version = LimpidTelemetry.class.getPackage().getImplementationVersion();
        return new LimpidTelemetry(CommandContext.OWN, Environment.ofProcess(), version == null ? "devel" : version);
    }

    /**
     * A command begins. {@code off} is counted only at its end. If it has turned counting off, nothing more is written;
     * if it failed, nothing is counted for a user who does not want it.
     *
     * @param arguments what the user typed; only the name of an existing command is used
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
            LimpidCounters.exit(code).increment();
        }
    }

    private void count() {
        try {
            if (!UNCOUNTED.contains(command) && isWanted()) {
                telemetry = Telemetry.start(TelemetryOptions.builder()
                        .collection(collection)
                        .program(PROGRAM, version)
                        .environment(environment)
                        .ownPackages("dev.limpid.")
                        .withoutCrashes()
                        .build());
                LimpidCounters.command(command).increment();
            }
        } catch (RuntimeException | LinkageError e) {
            return; // counting must not affect the command
        }
    }

    /**
     * Whether the user allows counting. If this collection has no setting, turning off any other collection also turns
     * it off.
     */
    private boolean isWanted() {
        TelemetryHome home = TelemetryHome.of(collection, environment);
        return ModeRule.of(home, environment, false).counts()
                && ModeRule.of(CommandContext.homeThatDecides(home, environment), environment, false)
                        .counts();
    }
}
