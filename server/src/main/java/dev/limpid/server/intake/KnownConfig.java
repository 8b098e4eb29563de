package dev.limpid.server.intake;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.GoReports;

/**
 * A configuration that answers may name, with what is made of it once: the reader of reports of golang.org/x/telemetry.
 * Immutable.
 */
record KnownConfig(CollectionConfig config, GoReports reports) {

    static KnownConfig of(CollectionConfig config) {
        return new KnownConfig(config, new GoReports(config));
    }
}
