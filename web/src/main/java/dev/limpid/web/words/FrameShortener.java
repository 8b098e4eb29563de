package dev.limpid.web.words;

/**
 * A frame as pages show it. The sender of an answer chooses how long a frame is, up to the 4,096 bytes of a name. A long one is
 * shortened, and the element's title contains the whole frame.
 */
public final class FrameShortener {
    private static final int MOST = 200;

    private FrameShortener() {}

    /** Whether a frame is too long to be shown whole. */
    public static boolean isLong(String frame) {
        return frame.codePointCount(0, frame.length()) > MOST;
    }

    /** The beginning of a long frame and its end, which has the method and the line. */
    public static String shortened(String frame) {
        if (!isLong(frame)) {
            return frame;
        }
        int end = frame.offsetByCodePoints(frame.length(), -MOST / 2);
        return frame.substring(0, frame.offsetByCodePoints(0, MOST / 2 - 1)) + "…" + frame.substring(end);
    }
}
