package dev.limpid.web.words;

import dev.limpid.protocol.answer.Attribute;
import java.util.Collection;
import java.util.List;

/** What an answer tells builds apart by, in words. */
public final class QuestionWords {
    private QuestionWords() {}

    /** {@code An answer also says the version and the operating system, and nothing else of the machine.} */
    public static String beside(Collection<Attribute> by) {
        return by.isEmpty()
                ? "An answer says nothing of the version, the runtime, the operating system or the processor."
                : "An answer also says " + list(by) + ", and nothing else of the machine.";
    }

    /** {@code the version and the operating system}; {@code nothing} for none. */
    public static String list(Collection<Attribute> by) {
        List<String> names =
                by.stream().map(attribute -> "the " + attribute.inWords()).toList();
        int last = names.size() - 1;
        return switch (names.size()) {
            case 0 -> "nothing";
            case 1 -> names.get(0);
            default -> String.join(", ", names.subList(0, last)) + " and " + names.get(last);
        };
    }

    /** {@code Operating system}, for a heading. */
    public static String singular(Attribute attribute) {
        String word = attribute.inWords();
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
