package dev.limpid.server;

import dev.limpid.protocol.report.ReportLimits;
import dev.limpid.server.http.HttpLimits;
import dev.limpid.server.upload.UploadLimits;
import dev.limpid.web.facts.ServerRules;
import java.time.Duration;
import java.util.Optional;

/** What the page "Privacy" says of a server, from the settings that it obeys. */
public final class CollectionRules {

    /** A week's reports are kept at least this much longer than they are taken, so that late ones are still published. */
    private static final int DAYS_TO_PUBLISH = 2;

    private CollectionRules() {}

    /** The rules of one of the server's collections. */
    public static ServerRules of(ServerConfig server, CollectionSettings collection) {
        UploadLimits limits = collection.limits();
        HttpLimits http = server.http();
        boolean counted = http.trustedProxies() == 0 && http.connectionsPerPrefix() > 0;
        return new ServerRules(
                limits.weekAge(),
                ReportLimits.UPLOAD.bytes(),
                collection.gate() > 1 ? Optional.of(collection.gate()) : Optional.empty(),
                collection.keepReports().map(keep -> (int) keptDays(keep, limits)),
                counted || limits.perMinute() > 0 || limits.perDay() > 0,
                http.trustedProxies() > 0 || endsTlsElsewhere(server, collection),
                collection.objectStore().isPresent());
    }

    /** For how many days after its week's end a published report is kept. */
    static long keptDays(Duration keep, UploadLimits limits) {
        long taken = limits.weekAge().plusDays(1).minusNanos(1).toDays(); // a day that has begun counts whole
        return Math.max(keep.toDays(), taken + DAYS_TO_PUBLISH);
    }

    private static boolean endsTlsElsewhere(ServerConfig server, CollectionSettings collection) {
        return server.tls().isEmpty()
                && collection
                        .url()
                        .filter(url -> "https".equals(url.getScheme()))
                        .isPresent();
    }
}
