package dev.limpid.uploader.consent;

import dev.limpid.protocol.text.Sentences;
import dev.limpid.uploader.route.AnswerWay;

/** Which way answers take, and who sees what on it. */
public final class WayInWords {

    private WayInWords() {}

    /** One sentence without its full stop, in a language. */
    public static String of(AnswerWay way, String language) {
        Sentences words = Sentences.of(WayInWords.class, "consent", language);
        if (way instanceof AnswerWay.Through through) {
            int relays = through.urls().size();
            String key = through.own() ? "way.own" : relays == 1 ? "way.one" : "way.some";
            String who = words.say(key, "n", relays, "relays", String.join(", ", through.urls()));
            return words.say(through.fallback() ? "way.through.fallback" : "way.through", "who", who);
        }
        if (way instanceof AnswerWay.Nowhere nowhere) {
            return words.say("way.nowhere", "why", nowhere.why());
        }
        return words.say(((AnswerWay.Direct) way).byChoice() ? "way.direct.chosen" : "way.direct");
    }
}
