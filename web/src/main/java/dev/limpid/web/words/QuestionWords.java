package dev.limpid.web.words;

import dev.limpid.protocol.answer.Attribute;
import java.util.Collection;
import java.util.List;

/** The attributes of an answer in words. */
public final class QuestionWords {
    private QuestionWords() {}

    /** {@code An answer also names the version and the operating system, and nothing else about the machine.} */
    public static String beside(Collection<Attribute> by) {
        return beside(by, SiteMessages.ENGLISH);
    }

    /** The same in another language. */
    public static String beside(Collection<Attribute> by, SiteMessages words) {
        return by.isEmpty() ? words.say("beside.none") : words.say("beside.some", "attributes", list(by, words));
    }

    /** {@code the version and the operating system}, of at least one. */
    public static String list(Collection<Attribute> by, SiteMessages words) {
        List<String> names = by.stream()
                .map(attribute -> words.say("privacy.attribute." + attribute.word()))
                .toList();
        String list = names.get(0);
        for (int i = 1; i < names.size(); i++) {
            list = i == names.size() - 1
                    ? words.say("list.last", "first", list, "last", names.get(i))
                    : words.say("privacy.attributes.more", "first", list, "next", names.get(i));
        }
        return list;
    }
}
