package dev.limpid.uploader.run;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeClock;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.route.LogConfigSource;
import dev.limpid.uploader.route.RoutedSender;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Puts a pass together for a real home: its collection's server and log, a secure source of randomness, its clock. */
public final class ReportingFactory {

    private ReportingFactory() {}

    /**
     * A pass over this home.
     *
     * @param identity where the collection has its server and log; empty if this machine does not know it
     */
    public static ReportingPass forHome(
            TelemetryHome home, Optional<CollectionIdentity> identity, Environment environment) {
        Clock clock = HomeClock.of(home, environment);
        boolean offByDefault = identity.map(CollectionIdentity::offByDefault).orElse(false);
        SecureRandom random = new SecureRandom();
        String url = identity.map(CollectionIdentity::uploadUrl).orElse("");
        PassConfigSource config = LogConfigSource.store(home, identity, clock)
                .<PassConfigSource>map(LogConfigSource::new)
                .orElseGet(() -> PassConfigSource.none(
                        "the address of the log of " + home.collection() + " is not known on this machine"));
        return new ReportingPass(
                home,
                () -> EffectiveMode.of(home, environment, offByDefault).mode(),
                clock,
                random,
                config,
                RoutedSender.of(home, url, config, environment, random));
    }
}
