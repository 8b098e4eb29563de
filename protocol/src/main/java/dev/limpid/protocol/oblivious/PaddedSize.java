package dev.limpid.protocol.oblivious;

import java.util.Arrays;

/**
 * The few sizes that messages have, so that their length tells nothing of what they say. Both ends keep to them; neither
 * refuses others, as padding protects who sends.
 */
public final class PaddedSize {

    /** Nearly every answer has the first of these. */
    private static final int[] REQUESTS = {2 << 10, 8 << 10, 32 << 10, 128 << 10, 480 << 10};

    /** Every response to an answer has this size, whatever it says. */
    public static final int RESPONSE = 1 << 10;

    private PaddedSize() {}

    /** The longest request that can be sent. */
    public static int longestRequest() {
        return REQUESTS[REQUESTS.length - 1];
    }

    /**
     * A request with zeros behind it, up to the next size.
     *
     * @throws IllegalArgumentException if it is longer than {@link #longestRequest}
     */
    public static byte[] request(byte[] message) {
        for (int size : REQUESTS) {
            if (message.length <= size) {
                return Arrays.copyOf(message, size);
            }
        }
        throw new IllegalArgumentException(
                "the request is " + message.length + " bytes long, expected at most " + longestRequest());
    }

    /**
     * A response with zeros behind it.
     *
     * @throws IllegalArgumentException if it is longer than {@link #RESPONSE}
     */
    public static byte[] response(byte[] message) {
        if (message.length > RESPONSE) {
            throw new IllegalArgumentException(
                    "the response is " + message.length + " bytes long, expected at most " + RESPONSE);
        }
        return Arrays.copyOf(message, RESPONSE);
    }
}
