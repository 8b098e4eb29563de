package dev.limpid.protocol.answer;

import dev.limpid.protocol.json.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line of the published data: an answer, and how many machines gave exactly this answer. So everybody can see which
 * answers are rare.
 *
 * <pre>
 *   line = canonical answer without its last brace  ,"N":  count  }
 * </pre>
 *
 * @param answer the answer
 * @param machines how many machines gave it, at least 1
 */
public record PublishedAnswer(Answer answer, long machines) {

    private static final byte[] MEMBER = ",\"N\":".getBytes(StandardCharsets.US_ASCII);

    /** The most machines of one line: more than any question has answers. */
    public static final long MOST_MACHINES = 999_999_999_999L;

    /** @throws IllegalArgumentException if there is no machine, or more than {@link #MOST_MACHINES} */
    public PublishedAnswer {
        if (machines < 1 || machines > MOST_MACHINES) {
            throw new IllegalArgumentException("N is " + machines + ", expected 1 to " + MOST_MACHINES);
        }
    }

    /** The line's bytes, without the line feed. */
    public byte[] toJson() {
        byte[] json = AnswerCodec.toJson(answer);
        ByteArrayOutputStream line = new ByteArrayOutputStream(json.length + 16);
        line.write(json, 0, json.length - 1);
        line.writeBytes(MEMBER);
        line.writeBytes(Long.toString(machines).getBytes(StandardCharsets.US_ASCII));
        line.write('}');
        return line.toByteArray();
    }

    /**
     * Reads a line.
     *
     * @throws MalformedJsonException if it is not a published answer, or is not in canonical form
     */
    public static PublishedAnswer read(byte[] line) throws MalformedJsonException {
        int at = lastMember(line);
        if (at < 0) {
            throw new MalformedJsonException("the published answer does not end with N, expected ,\"N\": and a number");
        }
        byte[] json = Arrays.copyOf(line, at + 1);
        json[at] = '}';
        PublishedAnswer read = new PublishedAnswer(AnswerCodec.read(json), machines(line, at + MEMBER.length));
        if (!Arrays.equals(read.toJson(), line)) {
            throw new MalformedJsonException("the published answer is not in its canonical form");
        }
        return read;
    }

    private static int lastMember(byte[] line) {
        for (int at = line.length - MEMBER.length - 2; at > 0; at--) {
            if (line[at] == ',') {
                return Arrays.equals(line, at, at + MEMBER.length, MEMBER, 0, MEMBER.length) ? at : -1;
            }
        }
        return -1;
    }

    private static long machines(byte[] line, int from) throws MalformedJsonException {
        String digits = new String(line, from, line.length - 1 - from, StandardCharsets.ISO_8859_1);
        if (!digits.matches("[1-9][0-9]{0,11}")) {
            throw new MalformedJsonException("N of the published answer is not a number from 1 to " + MOST_MACHINES);
        }
        return Long.parseLong(digits);
    }
}
