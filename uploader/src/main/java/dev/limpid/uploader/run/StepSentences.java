package dev.limpid.uploader.run;

import dev.limpid.protocol.text.LocalizableMessage;

/** Sentences of {@code steps.properties}: what a pass did and left undone, and why a week stays on this machine. */
final class StepSentences {

    private static final String BUNDLE = "steps";

    private StepSentences() {}

    static LocalizableMessage of(String key, Object... values) {
        return LocalizableMessage.of(StepSentences.class, BUNDLE, key, values);
    }

    static LocalizableMessage count(String key, long number, Object... values) {
        return LocalizableMessage.count(StepSentences.class, BUNDLE, key, number, values);
    }
}
