package dev.limpid.uploader.route;

import dev.limpid.counter.home.Environment;
import dev.limpid.uploader.config.source.ProxyRule;
import dev.limpid.uploader.send.AnswerSender;
import dev.limpid.uploader.send.HttpAnswerSender;
import dev.limpid.uploader.send.SendResult;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends the answers of one pass without relays. The HTTP client is created for the first answer, so none is created if
 * nothing is sent. All answers of a pass share its connection; no connection links one pass to another. For one thread
 * at a time.
 */
final class DirectSender implements AnswerSender {

    private final String url;
    private final Environment environment;

    @Nullable
    private AnswerSender made;

    /**
     * A sender that has created no client yet.
     *
     * @param url where answers are posted; empty if this machine does not know it
     */
    DirectSender(String url, Environment environment) {
        this.url = url;
        this.environment = environment;
    }

    @Override
    public SendResult send(String token, byte[] answer) {
        if (url.isEmpty()) {
            return later("no server of this collection is known");
        }
        try {
            AnswerSender sender = made;
            if (sender == null) {
                URI address = URI.create(url);
                sender = new HttpAnswerSender(
                        address, ProxyRule.of(environment).proxy(address), RoutedSender.TIME_LIMIT);
                made = sender;
            }
            return sender.send(token, answer);
        } catch (IllegalArgumentException e) {
            return later("the server's address \"" + url + "\" is not a URL");
        } catch (IOException e) {
            return later(String.valueOf(e.getMessage()));
        }
    }

    private static SendResult later(String reason) {
        return new SendResult.Later(reason, Optional.empty());
    }
}
