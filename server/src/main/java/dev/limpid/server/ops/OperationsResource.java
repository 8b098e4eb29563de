package dev.limpid.server.ops;

import dev.limpid.server.http.Request;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/** Health, readiness and metrics: {@code /healthz}, {@code /readyz}, {@code /metrics}. */
public final class OperationsResource implements Resource {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Optional<ServerMetrics> metrics;
    private final Supplier<Optional<String>> unready;

    /**
     * @param metrics the contents of {@code /metrics}; without them there is no such page
     * @param unready why the server cannot serve requests now, or empty if it can
     */
    public OperationsResource(Optional<ServerMetrics> metrics, Supplier<Optional<String>> unready) {
        this.metrics = metrics;
        this.unready = unready;
    }

    @Override
    public Optional<Response> get(Request request) {
        return switch (request.path()) {
            case "/healthz" -> Optional.of(Response.text(200, "ok"));
            case "/readyz" ->
                Optional.of(unready.get().map(why -> Response.text(503, why)).orElse(Response.text(200, "ok")));
            case "/metrics" -> metrics.map(all -> Response.ok(TEXT, all.text().getBytes(StandardCharsets.UTF_8)));
            default -> Optional.empty();
        };
    }
}
