package dev.limpid.server;

import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.tree.RefusedAppendException;
import dev.limpid.server.publish.PublicationLog;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Logs each publication as a module of the collection's data tree; the module contains the manifest. */
final class ModulePublicationLog implements PublicationLog {

    private final CollectionLog log;

    ModulePublicationLog(CollectionLog log) {
        this.log = log;
    }

    @Override
    public void append(String version, byte[] manifest) throws IOException {
        try {
            ModuleZip module =
                    ModuleZip.pack(log.dataModule(), ModuleVersion.parse(version), Map.of("manifest.json", manifest));
            log.data().append(List.of(module));
        } catch (LogFormatException | RefusedAppendException e) {
            throw new IOException("publication " + version + " cannot be logged: " + e.getMessage(), e);
        }
    }
}
