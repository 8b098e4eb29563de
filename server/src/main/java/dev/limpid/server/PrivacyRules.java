package dev.limpid.server;

import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.intake.IntakeLimits;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.web.facts.ServerRules;
import java.util.Optional;

/** What the page "Privacy" says about a server, from the server's own settings. */
public final class PrivacyRules {

    private PrivacyRules() {}

    /** The rules of one of the server's collections. */
    public static ServerRules of(ServerSettings server, CollectionSettings collection) {
        IntakeLimits limits = collection.limits();
        HttpLimits http = server.http();
        boolean counted = http.trustedProxies() == 0 && http.connectionsPerPrefix() > 0;
        return new ServerRules(
                limits.weekAge(),
                AnswerLimits.BYTES,
                collection.gate() > 1 ? Optional.of(collection.gate()) : Optional.empty(),
                Optional.of(keptDays(collection)),
                counted || limits.perMinute() > 0 || limits.perDay() > 0,
                limits.networkShare() > 0,
                http.trustedProxies() > 0 || endsTlsElsewhere(server, collection),
                collection.objectStore().isPresent(),
                switch (collection.cadence()) {
                    case ONCE -> ServerRules.Cadence.ONCE;
                    case WEEKLY -> collection.gate() > 1 ? ServerRules.Cadence.ONCE : ServerRules.Cadence.WEEKLY;
                    case DAILY -> ServerRules.Cadence.DAILY;
                });
    }

    /**
     * For how many days after its week's Sunday an answer is kept in addition to the published data: until all are
     * published.
     */
    private static int keptDays(CollectionSettings collection) {
        return collection.publishing().lateDays() + 2;
    }

    private static boolean endsTlsElsewhere(ServerSettings server, CollectionSettings collection) {
        return server.tls().isEmpty()
                && collection
                        .url()
                        .filter(url -> "https".equals(url.getScheme()))
                        .isPresent();
    }
}
