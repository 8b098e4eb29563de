package dev.limpid.protocol.answer;

import dev.limpid.protocol.json.MalformedJsonException;

/**
 * Answers as JSON, in the form of {@code spec/answer.md}. Writing is canonical: an answer has the same bytes on every
 * machine. These bytes are sent, stored and published.
 */
public final class AnswerCodec {

    private AnswerCodec() {}

    /** The canonical form: no white space; parts and names in order. */
    public static byte[] toJson(Answer answer) {
        return AnswerWriter.write(answer, false);
    }

    /** The same on several lines, for people. */
    public static byte[] toPrettyJson(Answer answer) {
        return AnswerWriter.write(answer, true);
    }

    /**
     * Reads an answer within {@link AnswerLimits}, its members in any order, with or without white space.
     *
     * @throws MalformedJsonException if it is not an answer; the message says where and what was expected
     */
    public static Answer read(byte[] json) throws MalformedJsonException {
        if (json.length > AnswerLimits.BYTES) {
            throw new MalformedJsonException(
                    "the answer has " + json.length + " bytes, expected at most " + AnswerLimits.BYTES);
        }
        return AnswerReader.read(json);
    }
}
