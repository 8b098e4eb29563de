package dev.limpid.uploader.route;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.question.active.ActiveQuestions;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.config.source.ProxyRule;
import dev.limpid.uploader.send.AnswerSender;
import dev.limpid.uploader.send.ObliviousAnswerSender;
import dev.limpid.uploader.send.ObliviousAnswerSender.DeliveryResult;
import dev.limpid.uploader.send.ObliviousAnswerSender.Kind;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Sends the answers of one pass only in the way that the collection and the user allow: through the relays, in an order
 * that is drawn for the pass, or directly if that is the way. A relay that fails is moved to the end of the order. For
 * one pass, and one thread at a time.
 */
public final class RoutedSender implements AnswerSender {

    /** For connecting, sending and the whole reply together. */
    static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private final PassConfigSource config;
    private final TelemetryHome home;
    private final String url;
    private final Environment environment;
    private final RandomGenerator random;
    private final AnswerSender direct;
    private final Map<String, ObliviousAnswerSender> byRelay = new HashMap<>();

    @Nullable
    private List<String> order;

    private boolean relaysRead;
    private Optional<Relays> relays = Optional.empty();

    /**
     * A sender for one pass that has connected to nothing yet.
     *
     * @param home the home whose user chose a way
     * @param url where answers are posted; empty if this machine does not know it
     * @param config says which relays the collection names
     * @param random a secure source, for the order of relays and for sealing
     */
    public static RoutedSender of(
            TelemetryHome home, String url, PassConfigSource config, Environment environment, RandomGenerator random) {
        return new RoutedSender(config, home, url, environment, random, new DirectSender(url, environment));
    }

    /** @param direct sends without relays; used only if that is allowed */
    RoutedSender(
            PassConfigSource config,
            TelemetryHome home,
            String url,
            Environment environment,
            RandomGenerator random,
            AnswerSender direct) {
        this.config = config;
        this.home = home;
        this.url = url;
        this.environment = environment;
        this.random = random;
        this.direct = direct;
    }

    @Override
    public SendResult send(String token, byte[] answer) {
        AnswerRoute way;
        try {
            // Read before each answer: if the user has chosen another way, it applies to all answers that were not sent
            // yet.
            way = AnswerRoute.of(RelayChoice.read(home), relays());
        } catch (IOException e) {
            return later("the way to the server is not known: " + e.getMessage(), Optional.empty());
        }
        if (way instanceof AnswerRoute.Direct) {
            return direct.send(token, answer);
        }
        if (way instanceof AnswerRoute.Unavailable unavailable) {
            return later(unavailable.why(), Optional.empty());
        }
        return sendThroughRelays((AnswerRoute.Through) way, token, answer);
    }

    private SendResult sendThroughRelays(AnswerRoute.Through way, String token, byte[] answer) {
        DeliveryResult.Lost lost = new DeliveryResult.Lost(Kind.UNREACHED, "no relay is left to try", Optional.empty());
        for (String relay : order(way)) {
            DeliveryResult deliveryResult = sendThroughRelay(relay, way, token, answer);
            if (deliveryResult instanceof DeliveryResult.Answered answered) {
                return answered.result();
            }
            if (Thread.currentThread().isInterrupted()) {
                // An interrupt says nothing about the relay, and does not permit bypassing it.
                return later(((DeliveryResult.Lost) deliveryResult).reason(), Optional.empty());
            }
            // Only this relay claims it: another one may be honest, or may reach the server.
            DeliveryResult.Lost failed = (DeliveryResult.Lost) deliveryResult;
            lost = failed.kind().compareTo(lost.kind()) >= 0 ? failed : lost;
            moveToEnd(relay);
        }
        // A relay that replied at all was reached; the user agreed to direct sending only if none can be reached.
        return way.fallback() && lost.kind() == Kind.UNREACHED
                ? direct.send(token, answer)
                : later(lost.reason(), lost.retryAfter());
    }

    private DeliveryResult sendThroughRelay(String relay, AnswerRoute.Through way, String token, byte[] answer) {
        try {
            ObliviousAnswerSender sender = byRelay.get(relay);
            if (sender == null) {
                URI address = URI.create(relay);
                sender = new ObliviousAnswerSender(
                        address,
                        way.key(),
                        URI.create(url),
                        ProxyRule.of(environment).proxy(address),
                        TIME_LIMIT,
                        random);
                byRelay.put(relay, sender);
            }
            return sender.send(token, answer);
        } catch (IOException | IllegalArgumentException e) {
            return new DeliveryResult.Lost(Kind.UNREACHED, String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private List<String> order(AnswerRoute.Through way) {
        List<String> drawn = order;
        if (drawn == null
                || !drawn.containsAll(way.urls())
                || drawn.size() != way.urls().size()) {
            drawn = new ArrayList<>(way.urls());
            for (int i = drawn.size() - 1; i > 0; i--) {
                Collections.swap(drawn, i, random.nextInt(i + 1));
            }
            order = drawn;
        }
        return List.copyOf(drawn);
    }

    /** Moves a relay to the end of the order: the next answer is sent to another one first. */
    private void moveToEnd(String relay) {
        List<String> drawn = order;
        if (drawn != null && drawn.remove(relay)) {
            drawn.add(relay);
        }
    }

    private Optional<Relays> relays() throws IOException {
        if (!relaysRead) {
            relays = config.verified().flatMap(ActiveQuestions::relays);
            relaysRead = true;
        }
        return relays;
    }

    private static SendResult later(String reason, Optional<Duration> retryAfter) {
        return new SendResult.Later(reason, retryAfter);
    }
}
