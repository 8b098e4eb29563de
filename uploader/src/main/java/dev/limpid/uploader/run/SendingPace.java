package dev.limpid.uploader.run;

/** How a pass sends the answers that wait. */
public enum SendingPace {
    /** All at once, even if the server asked to wait: as users expect of {@code limpid upload}. */
    NOW,
    /**
     * All in one go, unless the server must not be contacted yet: for the child of a command, which may not run again
     * soon.
     */
    IN_ONE_GO,
    /** Some of them: for a service, which checks every hour, so that its answers are spread over the day. */
    SPREAD;

    private static final int PART = 8;

    /**
     * How many of the waiting answers this pass may send: all, or for {@link #SPREAD} an eighth of them, rounded up.
     */
    int most(int waiting) {
        return this == SPREAD ? (waiting + PART - 1) / PART : waiting;
    }
}
