package dev.limpid.server.log.serve;

import dev.limpid.server.http.Response;
import dev.limpid.server.log.tree.PublishedTree;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Serves one module as a Go module proxy. */
final class ModuleProxyEndpoint implements LogEndpoint {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";

    private final ModulePath module;
    private final PublishedTree log;

    ModuleProxyEndpoint(ModulePath module, PublishedTree log) {
        this.module = module;
        this.log = log;
    }

    @Override
    public Optional<Response> get(String path) throws IOException {
        String prefix = module.escaped() + "/";
        if (!path.startsWith(prefix)) {
            return Optional.empty();
        }
        String name = path.substring(prefix.length());
        List<ModuleVersion> versions = log.versions(module);
        if (name.equals("@latest") && !versions.isEmpty()) {
            ModuleVersion newest =
                    versions.stream().max(ModuleVersion::compareTo).orElseThrow();
            return Optional.of(LogEndpoint.mutable(JSON, log.info(module, newest)));
        }
        if (name.equals("@v/list")) {
            return Optional.of(LogEndpoint.mutable(TEXT, list(versions)));
        }
        return name.startsWith("@v/") ? file(name.substring("@v/".length())) : Optional.empty();
    }

    private static byte[] list(List<ModuleVersion> versions) {
        StringBuilder list = new StringBuilder();
        for (ModuleVersion version : versions) {
            list.append(version).append('\n');
        }
        return list.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Optional<Response> file(String name) throws IOException {
        int dot = name.lastIndexOf('.');
        ModuleVersion version;
        try {
            version = ModuleVersion.unescape(dot < 0 ? name : name.substring(0, dot));
        } catch (LogFormatException e) {
            return Optional.empty();
        }
        if (log.find(module, version).isEmpty()) {
            return Optional.empty();
        }
        return switch (name.substring(dot + 1)) {
            case "zip" -> Optional.of(LogEndpoint.immutable("application/zip", log.zip(module, version)));
            case "info" -> Optional.of(LogEndpoint.immutable(JSON, log.info(module, version)));
            case "mod" ->
                Optional.of(
                        LogEndpoint.immutable(TEXT, log.module(module, version).goMod()));
            default -> Optional.empty();
        };
    }
}
