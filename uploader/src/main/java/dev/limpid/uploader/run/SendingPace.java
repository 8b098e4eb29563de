package dev.limpid.uploader.run;

/** How a pass sends the answers that wait. */
public enum SendingPace {
    /** All, at once, whatever the server asked for: as a user expects who types {@code limpid upload}. */
    NOW,
    /** All in one go, unless the server is to be left alone: for the child of a command, which may not come again soon. */
    IN_ONE_GO,
    /** Some of them: for a service, which looks every hour, so that its answers spread over the day. */
    SPREAD;

    private static final int PART = 8;

    /** How many of so many answers may go in this pass: of few one, of many an eighth. */
    int most(int waiting) {
        return this == SPREAD ? (waiting + PART - 1) / PART : waiting;
    }
}
