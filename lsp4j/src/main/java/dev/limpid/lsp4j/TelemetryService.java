package dev.limpid.lsp4j;

import dev.limpid.counter.Counter;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.uploader.consent.UserChoice;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;

/**
 * What an editor's extension can ask of its language server besides the protocol's own messages: the requests {@code limpid/status} and
 * {@code limpid/choose}, and the notification {@code limpid/count}. Pass it to the launcher as one more local service.
 *
 * <p>An extension can count only what the server lists. Safe for use by many threads: the list of counters does not change
 * once it is made, and all fields are final. Reads and writes files on threads of its own.
 */
@JsonSegment("limpid")
public final class TelemetryService {
    private final String collection;
    private final UserChoice choice;
    private final List<Chart> bundled;
    private final Map<String, Counter> counters = new HashMap<>();

    /**
     * Creates a service for one program.
     *
     * @param collection the collection's name
     * @param bundled the charts that the program was released with
     * @param counters the counters that the extension can increment
     */
    public TelemetryService(String collection, UserChoice choice, List<Chart> bundled, Collection<Counter> counters) {
        this.collection = collection;
        this.choice = choice;
        this.bundled = List.copyOf(bundled);
        counters.forEach(counter -> this.counters.put(counter.name(), counter));
    }

    /** The effective mode, and what may be sent. */
    @JsonRequest
    public CompletableFuture<TelemetryStatus> status() {
        return elsewhere(this::read);
    }

    /** Stores the user's choice and returns the status after it. */
    @JsonRequest
    public CompletableFuture<TelemetryStatus> choose(ChooseParams params) {
        return elsewhere(() -> {
            ChooseParams.Choice mode = params.mode();
            if (mode == null) {
                throw refused(
                        ResponseErrorCode.InvalidParams, "the mode is missing or unknown, expected off, local or on");
            }
            try {
                switch (mode) {
                    case off -> choice.off();
                    case local -> choice.local();
                    case on -> choice.on();
                }
            } catch (IOException e) {
                throw refused(ResponseErrorCode.RequestFailed, "the choice could not be written: " + e.getMessage());
            }
            return read();
        });
    }

    /** Counts an event in the extension; ignores counters that the server does not list. */
    @JsonNotification
    public void count(CountParams params) {
        Counter counter = params.counter() == null ? null : counters.get(params.counter());
        if (counter != null) {
            Long events = params.events();
            counter.add(events == null ? 1 : events);
        }
    }

    private TelemetryStatus read() {
        return new TelemetryStatus(
                collection,
                choice.effective().mode().toString(),
                choice.effective().why(),
                choice.inWords(bundled).lines());
    }

    private static ResponseErrorException refused(ResponseErrorCode code, String sentence) {
        return new ResponseErrorException(new ResponseError(code, sentence, null));
    }

    /** Runs the work off the thread that dispatches messages. */
    private static <T> CompletableFuture<T> elsewhere(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> {
            Thread thread = new Thread(task, "limpid-lsp4j");
            thread.setDaemon(true);
            thread.start();
        });
    }
}
