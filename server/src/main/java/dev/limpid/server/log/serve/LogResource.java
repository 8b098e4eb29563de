package dev.limpid.server.log.serve;

import dev.limpid.server.http.Request;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.Response;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.tlog.module.ModulePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Everything below {@code /log/}: the same bytes under the names that each kind of reader expects. One address is the
 * log's prefix, the GOPROXY and the Maven repository.
 *
 * <pre>
 * config/…  data/…                        C2SP tiles and the Go checksum database, for one tree each
 * &lt;collection&gt;/config/@v/…               Go module proxy
 * sumdb/&lt;log name&gt;/…                     the checksum databases, as a module proxy forwards them
 * &lt;group&gt;/config/…                       Maven repository
 * </pre>
 */
public final class LogResource implements Resource {

    /**
     * The module in which clients of golang.org/x/telemetry look for their configuration; they have this name built in.
     * A collection with Go programs also serves its configuration under this name, as a module of the data tree, which
     * accepts any module.
     */
    public static final ModulePath GO_MODULE = new ModulePath("golang.org/x/telemetry/config");

    private static final String PREFIX = "/log/";

    private final List<LogEndpoint> endpoints;

    public LogResource(PublishedLog log) {
        TreeEndpoint config = new TreeEndpoint(log.config());
        TreeEndpoint data = new TreeEndpoint(log.data());
        this.endpoints = List.of(
                new LogEndpoint.Below("config/", config),
                new LogEndpoint.Below("data/", data),
                new LogEndpoint.Below("sumdb/" + log.configModule() + "/", new SumdbEndpoint(config)),
                new LogEndpoint.Below("sumdb/" + log.dataModule() + "/", new SumdbEndpoint(data)),
                new ModuleProxyEndpoint(log.configModule(), log.config()),
                new ModuleProxyEndpoint(log.dataModule(), log.data()),
                new ModuleProxyEndpoint(GO_MODULE, log.data()),
                new MavenEndpoint(log.collection(), "config", log.configModule(), log.config()),
                new MavenEndpoint(log.collection(), "data", log.dataModule(), log.data()));
    }

    @Override
    public Optional<Response> get(Request request) throws IOException {
        if (!request.path().startsWith(PREFIX)) {
            return Optional.empty();
        }
        String path = request.path().substring(PREFIX.length());
        for (LogEndpoint endpoint : endpoints) {
            Optional<Response> answer = endpoint.get(path);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }
}
