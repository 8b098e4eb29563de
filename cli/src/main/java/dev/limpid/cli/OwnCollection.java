package dev.limpid.cli;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.ModeRule;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.uploader.run.Homes;

/** The collection in which {@code limpid} counts its own commands, and whose choice decides for it. */
public final class OwnCollection {

    private OwnCollection() {}

    /**
     * The home by whose mode a home's programs go: its own, but for that of {@code limpid}'s own collection as long as its user
     * chose nothing for it and turned off another. Then it is the other one's, so that off is off here, too.
     */
    public static TelemetryHome deciding(TelemetryHome home, Environment environment) {
        if (!home.collection().equals(CommandContext.OWN) || ModeRule.textOf(home) != null) {
            return home;
        }
        return new Homes(environment)
                .all().stream().filter(OwnCollection::isOff).findFirst().orElse(home);
    }

    private static boolean isOff(TelemetryHome other) {
        String choice = ModeRule.textOf(other);
        return choice != null && ModeRule.levelOf(choice) == ModeRule.OFF;
    }
}
