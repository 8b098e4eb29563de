package dev.limpid.server.ops;

import dev.limpid.server.http.HttpEvents;
import dev.limpid.server.intake.IntakeEvents;
import dev.limpid.server.storage.AnswerStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts events and logs failures. No sender can choose the value of a label. Safe for use by many threads: the
 * registry is thread-safe, and the maps are concurrent.
 */
public final class ServerMetrics implements HttpEvents, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("dev.limpid.server");

    private final RateLimitedLog bounded = new RateLimitedLog(LOG, System::nanoTime);
    private final Set<String> warned = ConcurrentHashMap.newKeySet();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicInteger connections = registry.gauge("limpid.connections", new AtomicInteger());
    private final Map<String, Timer> answers = new ConcurrentHashMap<>();
    private final JvmGcMetrics gc = new JvmGcMetrics();

    public ServerMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        gc.bindTo(registry);
    }

    /** The text that Prometheus reads. */
    public String text() {
        return registry.scrape();
    }

    @Override
    public void responded(String method, int status, Duration time) {
        answers.computeIfAbsent(method + status, key -> timer(method, status)).record(time);
    }

    @Override
    public void connections(int open) {
        connections.set(open);
    }

    @Override
    public void closedForLimit(CloseReason why) {
        registry.counter("limpid.connections.cut", "why", name(why)).increment();
    }

    @Override
    public void rejectedForCapacity(Resource resource, boolean overShare) {
        registry.counter("limpid.no.room", "room", lower(resource), "why", overShare ? "one-network" : "full")
                .increment();
    }

    @Override
    public void unreadableSender(Unreadable why) {
        registry.counter("limpid.senders.unreadable", "why", lower(why)).increment();
        warnOnce(
                "unreadable " + why,
                "X-Forwarded-For does not name the proxy's client (" + lower(why) + "), expected an address there"
                        + " from each of trusted-proxies; all such senders now share the limits of one network, the"
                        + " proxy's");
    }

    @Override
    public void misdirected() {
        registry.counter("limpid.requests.misdirected").increment();
        warnOnce(
                "misdirected",
                "a request was for a host that no collection has; if this server is behind a proxy, expected it to"
                        + " pass on the Host header that it received, as in the collection's url");
    }

    private void warnOnce(String kind, String sentence) {
        if (warned.add(kind)) {
            LOG.warn(sentence);
        }
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void failed(String what, Throwable why) {
        registry.counter("limpid.failures").increment();
        bounded.error(what, why);
    }

    /** Watches how much of a collection's store is damaged. */
    public void watch(String collection, AnswerStore store) {
        registry.gauge(
                "limpid.store.damaged",
                List.of(Tag.of("collection", collection)),
                store,
                one -> one.damage().size());
    }

    /** Counts what happens to the answers of one collection. */
    public IntakeEvents of(String collection) {
        Counter stored = registry.counter("limpid.answers", "collection", collection, "outcome", "stored");
        Counter duplicate = registry.counter("limpid.answers", "collection", collection, "outcome", "duplicate");
        Counter failed = registry.counter("limpid.answers", "collection", collection, "outcome", "not-stored");
        Counter stacks = registry.counter("limpid.stacks.dropped", "collection", collection);
        Counter flooding = registry.counter("limpid.networks.over.day", "collection", collection);
        Counter greedy = registry.counter("limpid.networks.over.share", "collection", collection);
        return new IntakeEvents() {
            @Override
            public void stored(boolean again) {
                (again ? duplicate : stored).increment();
            }

            @Override
            public void refused(String code) {
                registry.counter("limpid.answers.refused", "collection", collection, "code", code)
                        .increment();
            }

            @Override
            public void stackDropped() {
                stacks.increment();
            }

            @Override
            public void refusedForTheDay(LocalDate day, boolean first) {
                if (first) {
                    flooding.increment();
                }
            }

            @Override
            public void refusedForTheShare(LocalDate day, boolean first) {
                if (first) {
                    greedy.increment();
                }
            }

            @Override
            public void relayed(String relay, String outcome) {
                registry.counter(
                                "limpid.gateway.messages", "collection", collection, "relay", relay, "outcome", outcome)
                        .increment();
            }

            @Override
            public void notStored(Throwable why) {
                failed.increment();
                bounded.warn(collection + ": an answer could not be stored", why);
            }
        };
    }

    /** A relay forwarded a message, or could not. */
    public void forwarded(String gateway, String outcome) {
        registry.counter("limpid.relay.messages", "gateway", gateway, "outcome", outcome)
                .increment();
    }

    /** A relay was asked for a file of a log. */
    public void mirrored(String gateway, String outcome) {
        registry.counter("limpid.relay.files", "gateway", gateway, "outcome", outcome)
                .increment();
    }

    /** A gateway does not know this relay, or is not at the expected address. */
    public void notAdmitted(String gateway, int status) {
        bounded.warn(
                "the gateway " + gateway + " refuses this relay's messages",
                new IOException("it answered " + status
                        + ", expected 200; is url the address of its /oblivious, and does it know the secret?"));
    }

    /** A gateway could not be reached, or disconnected. The reason names nobody but the gateway. */
    public void unreachable(String gateway, Throwable why) {
        bounded.warn("the gateway " + gateway + " cannot be reached", why);
    }

    /** Watches how many messages to a gateway are being sent or wait. */
    public void inFlight(String gateway, Supplier<Number> messages) {
        Gauge.builder("limpid.relay.under.way", messages)
                .tag("gateway", gateway)
                .register(registry);
    }

    /** Watches how many appended configurations of a collection wait for witnesses. */
    public void waiting(String collection, Supplier<Number> entries) {
        Gauge.builder("limpid.log.waiting", entries)
                .tag("collection", collection)
                .register(registry);
    }

    /** Watches whether the clock of a collection has leapt and is not trusted yet: 1, else 0. */
    public void clock(String collection, Supplier<Number> inDoubt) {
        Gauge.builder("limpid.clock.in.doubt", inDoubt)
                .tag("collection", collection)
                .register(registry);
    }

    private Timer timer(String method, int status) {
        return Timer.builder("limpid.requests")
                .tag("method", method)
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(5))
                .register(registry);
    }

    private static String name(CloseReason why) {
        return switch (why) {
            case TOO_MANY_CONNECTIONS -> "too-many";
            case TOO_MANY_FROM_ONE_NETWORK -> "too-many-from-one-network";
            case SLOW_REQUEST -> "slow-request";
            case SLOW_ANSWER -> "slow-answer";
            case SLOW_READER -> "slow-reader";
            case IDLE -> "idle";
        };
    }

    @Override
    public void close() {
        gc.close();
        registry.close();
    }
}
