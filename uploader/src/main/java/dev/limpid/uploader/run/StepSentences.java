package dev.limpid.uploader.run;

import dev.limpid.protocol.text.LocalizableMessage;

/** Sentences of {@code steps.properties}: what a pass did and left undone, and why a week stays. */
final class StepSentences {

    private static final String BUNDLE = "steps";

    private StepSentences() {}

    static Said of(String key, Object... values) {
        return Said.of(StepSentences.class, BUNDLE, key, values);
    }

    static Said count(String key, long number, Object... values) {
        return Said.count(StepSentences.class, BUNDLE, key, number, values);
    }
}
