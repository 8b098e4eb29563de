package dev.limpid.uploader.consent;

import dev.limpid.protocol.text.Sentences;
import dev.limpid.uploader.route.AnswerRoute;

/** Which way answers take, and who sees what on it. */
public final class RouteInWords {

    private RouteInWords() {}

    /** One sentence without its full stop, in a language. */
    public static String of(AnswerRoute way, String language) {
        Sentences words = Sentences.of(RouteInWords.class, "consent", language);
        if (way instanceof AnswerRoute.Through through) {
            int relays = through.urls().size();
            String key = through.own() ? "way.own" : relays == 1 ? "way.one" : "way.some";
            String who = words.say(key, "n", relays, "relays", String.join(", ", through.urls()));
            return words.say(through.fallback() ? "way.through.fallback" : "way.through", "who", who);
        }
        if (way instanceof AnswerRoute.Nowhere nowhere) {
            return words.say("way.nowhere", "why", nowhere.why());
        }
        return words.say(((AnswerRoute.Direct) way).byChoice() ? "way.direct.chosen" : "way.direct");
    }
}
