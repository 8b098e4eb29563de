package dev.limpid.uploader.consent;

import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.uploader.route.AnswerRoute;

/** Which way answers take, and who sees what on it. */
public final class RouteInWords {

    private RouteInWords() {}

    /** One sentence without its full stop, in a language. */
    public static String of(AnswerRoute way, String language) {
        MessageBundle words = MessageBundle.of(RouteInWords.class, "consent", language);
        if (way instanceof AnswerRoute.Through through) {
            int relays = through.urls().size();
            String key = through.chosenByUser() ? "way.own" : relays == 1 ? "way.one" : "way.some";
            String who = words.format(key, "n", relays, "relays", String.join(", ", through.urls()));
            return words.format(through.fallback() ? "way.through.fallback" : "way.through", "who", who);
        }
        if (way instanceof AnswerRoute.Unavailable unavailable) {
            return words.format("way.nowhere", "why", unavailable.why());
        }
        return words.format(((AnswerRoute.Direct) way).byChoice() ? "way.direct.chosen" : "way.direct");
    }
}
