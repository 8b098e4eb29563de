package dev.limpid.uploader.run;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeClock;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.uploader.config.ProxyRule;
import dev.limpid.uploader.send.HttpReportSender;
import dev.limpid.uploader.send.ReportSender;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Puts a pass together for a real home: its collection's server and log, a secure source of randomness, its clock. */
public final class Passes {

    /** For connecting, sending and the whole answer together. */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private Passes() {}

    /**
     * A pass over this home.
     *
     * @param identity where the collection has its server and log; empty if nobody told this machine
     */
    public static Reporting over(TelemetryHome home, Optional<CollectionIdentity> identity, Environment environment) {
        Clock clock = HomeClock.of(home, environment);
        boolean offByDefault = identity.map(CollectionIdentity::offByDefault).orElse(false);
        return new Reporting(
                home,
                () -> EffectiveMode.of(home, environment, offByDefault).mode(),
                clock,
                new SecureRandom(),
                LogConfigSource.store(home, identity, clock)
                        .<ConfigSource>map(LogConfigSource::new)
                        .orElseGet(() -> ConfigSource.none(
                                "where the log of " + home.collection() + " is, is not known on this machine")),
                sender(identity, environment));
    }

    /** A client for each report: none is made where nothing is sent, and no connection links one week to another. */
    private static ReportSender sender(Optional<CollectionIdentity> identity, Environment environment) {
        String url = identity.map(CollectionIdentity::uploadUrl).orElse("");
        return (week, report) -> {
            if (url.isEmpty()) {
                return later("no server of this collection is known");
            }
            try {
                URI address = URI.create(url);
                Proxy proxy = ProxyRule.of(environment).proxy(address);
                return new HttpReportSender(address, proxy, TIME_LIMIT).send(week, report);
            } catch (IllegalArgumentException e) {
                return later("the upload address \"" + url + "\" is no URL");
            } catch (IOException e) {
                return later(String.valueOf(e.getMessage()));
            }
        };
    }

    private static SendResult later(String reason) {
        return new SendResult.Later(reason, Optional.empty());
    }
}
