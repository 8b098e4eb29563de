package dev.limpid.protocol.answer;

/** How large an answer may be. Clients keep to these limits, and a reader refuses larger answers. */
public final class AnswerLimits {

    /** The highest count of one thing: a billion a second for a week. A higher count is corrupt or forged. */
    public static final long MOST_COUNT = 604_800_000_000_000L;

    /** The most parts: combinations of the attributes that the chart asks for. */
    public static final int PARTS = 64;

    /** The most stacks in all parts together. */
    public static final int STACKS = 64;

    /** The most counts in all parts together. */
    public static final int COUNTS = 20_000;

    /** The most bytes of JSON. */
    public static final int BYTES = 1 << 20;

    private AnswerLimits() {}
}
