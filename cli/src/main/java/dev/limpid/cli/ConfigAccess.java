package dev.limpid.cli;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.UploadConfig;
import java.util.List;
import java.util.Optional;

/** The verified configuration of a home's collection, as the commands show it. */
final class ConfigAccess {

    /** A configuration that was proven, and the charts that it was generated from. */
    record Known(UploadConfig config, List<Chart> charts) {
        Known {
            charts = List.copyOf(charts);
        }
    }

    private ConfigAccess() {}

    /** The configuration verified last, without touching the network. */
    static Optional<Known> verified(TelemetryHome home, Optional<CollectionIdentity> identity) {
        return Optional.empty();
    }
}
