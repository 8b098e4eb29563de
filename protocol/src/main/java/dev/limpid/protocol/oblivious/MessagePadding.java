package dev.limpid.protocol.oblivious;

import java.util.Arrays;

/**
 * The few sizes of messages, so that a message's length reveals nothing about its content. Both ends send only these
 * sizes; neither refuses others, since padding protects only the sender.
 */
public final class MessagePadding {

    /** The first of these sizes fits nearly every answer. */
    private static final int[] REQUESTS = {2 << 10, 8 << 10, 32 << 10, 128 << 10, 480 << 10};

    /** The size of every response to an answer, whatever its content. */
    public static final int RESPONSE = 1 << 10;

    private MessagePadding() {}

    /** The longest request that can be sent. */
    public static int longestRequest() {
        return REQUESTS[REQUESTS.length - 1];
    }

    /**
     * A request, padded with zeros to the next size.
     *
     * @throws IllegalArgumentException if it is longer than {@link #longestRequest}
     */
    public static byte[] padRequest(byte[] message) {
        for (int size : REQUESTS) {
            if (message.length <= size) {
                return Arrays.copyOf(message, size);
            }
        }
        throw new IllegalArgumentException(
                "the request is " + message.length + " bytes long, expected at most " + longestRequest());
    }

    /**
     * A response, padded with zeros.
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
