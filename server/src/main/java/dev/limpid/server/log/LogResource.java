package dev.limpid.server.log;

import dev.limpid.server.http.Request;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.Response;
import dev.limpid.tlog.module.ModulePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Everything below {@code /log/}: the same bytes under the names that each kind of reader knows. One address is the log's
 * prefix, the GOPROXY and the Maven repository.
 *
 * <pre>
 * config/…  data/…                        C2SP tiles and the Go checksum database, a tree each
 * &lt;collection&gt;/config/@v/…               Go module proxy
 * sumdb/&lt;log name&gt;/…                     the checksum databases, as a module proxy passes them on
 * &lt;group&gt;/config/…                       Maven repository
 * </pre>
 */
public final class LogResource implements Resource {

    /**
     * Where clients of golang.org/x/telemetry look for their configuration; the name is fixed in them. A collection with
     * Go programs serves its configuration under this name too, as a module of the data tree, which takes any module.
     */
    public static final ModulePath GO_MODULE = new ModulePath("golang.org/x/telemetry/config");

    private static final String PREFIX = "/log/";

    private final List<Face> faces;

    LogResource(PublishedLog log) {
        TreeFace config = new TreeFace(log.config());
        TreeFace data = new TreeFace(log.data());
        this.faces = List.of(
                new Face.Below("config/", config),
                new Face.Below("data/", data),
                new Face.Below("sumdb/" + log.configModule() + "/", new SumdbFace(config)),
                new Face.Below("sumdb/" + log.dataModule() + "/", new SumdbFace(data)),
                new ModuleProxyFace(log.configModule(), log.config()),
                new ModuleProxyFace(log.dataModule(), log.data()),
                new ModuleProxyFace(GO_MODULE, log.data()),
                new MavenFace(log.collection(), "config", log.configModule(), log.config()),
                new MavenFace(log.collection(), "data", log.dataModule(), log.data()));
    }

    @Override
    public Optional<Response> get(Request request) throws IOException {
        if (!request.path().startsWith(PREFIX)) {
            return Optional.empty();
        }
        String path = request.path().substring(PREFIX.length());
        for (Face face : faces) {
            Optional<Response> answer = face.get(path, request);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }
}
