package dev.limpid.server.relay;

import dev.limpid.server.http.AsyncResource;
import dev.limpid.server.http.Request;
import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.intake.limit.SenderLimits;
import dev.limpid.server.ops.ServerMetrics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The logs that a relay mirrors at {@code /<gateway>/log/…}, limited to the files of {@link MirroredFile}. */
final class RelayMirrors implements AsyncResource {

    private final Map<String, Mirror> byName;
    private final SenderLimits senders;
    private final ServerMetrics metrics;

    RelayMirrors(Map<String, Mirror> byName, SenderLimits senders, ServerMetrics metrics) {
        this.byName = Map.copyOf(byName);
        this.senders = senders;
        this.metrics = metrics;
    }

    @Override
    public Optional<CompletionStage<Response>> get(Request request, Optional<String> via, Sender sender) {
        for (Map.Entry<String, Mirror> one : byName.entrySet()) {
            String log = "/" + one.getKey() + "/log/";
            if (request.path().startsWith(log)) {
                Optional<MirroredFile> file = MirroredFile.of(request.path().substring(log.length()));
                if (file.isPresent()) {
                    return Optional.of(answer(one.getKey(), one.getValue(), file.get(), via, sender));
                }
            }
        }
        return Optional.empty();
    }

    private CompletionStage<Response> answer(
            String name, Mirror mirror, MirroredFile file, Optional<String> via, Sender sender) {
        if (via.filter(RelayIntake::namesARelay).isPresent()) {
            metrics.mirrored(name, "loop");
            return CompletableFuture.completedFuture(
                    Response.text(RelayIntake.LOOP, "this request came from a relay, expected it at the log"));
        }
        Optional<Response> refusal = senders.admit(sender);
        if (refusal.isPresent()) {
            metrics.mirrored(name, "too-many");
            String wait = refusal.get().headers().getOrDefault(RelayIntake.RETRY_AFTER, "60");
            return CompletableFuture.completedFuture(
                    RelayIntake.later(429, "this network sent too many requests", wait));
        }
        return mirror.get(file, sender).thenApply(whole -> whole.status() == 200 ? whole.withRanges() : whole);
    }
}
