package dev.limpid.server.storage;

import java.io.IOException;

/** Sees reports one after the other. */
@FunctionalInterface
public interface ReportVisitor {

    /** One report, as it was appended. */
    void report(byte[] canonicalJson) throws IOException;
}
