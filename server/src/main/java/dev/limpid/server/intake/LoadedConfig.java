package dev.limpid.server.intake;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.GoReportSplitter;

/**
 * A configuration that answers may name, with the reader of golang.org/x/telemetry reports that is made from it once.
 * Immutable.
 */
record LoadedConfig(CollectionConfig config, GoReportSplitter reports) {

    static LoadedConfig of(CollectionConfig config) {
        return new LoadedConfig(config, new GoReportSplitter(config));
    }
}
