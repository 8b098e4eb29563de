package dev.limpid.uploader.run;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.send.HttpAnswerSender;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** One pass in a separate process, for tests that kill it: folder, day, upload address. */
final class PassProcess {

    private PassProcess() {}

    public static void main(String[] args) throws Exception {
        HomeFixture fixture = new HomeFixture(Path.of(args[0]));
        Mode mode = new Mode.On(LocalDate.parse("2026-10-01"));
        Clock clock = Clock.fixed(LocalDate.parse(args[1]).atTime(9, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        System.out.println("begun");
        new ReportingPass(
                        fixture.home,
                        () -> mode,
                        clock,
                        new SecureRandom(),
                        PassConfigSource.of(HomeFixture.oneEach("v1.0.0", 1)),
                        new HttpAnswerSender(URI.create(args[2]), Proxy.NO_PROXY, Duration.ofSeconds(10)))
                .run(SendingPace.NOW, step -> System.out.println(step));
    }
}
