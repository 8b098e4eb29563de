package dev.limpid.server.publish.file;

import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.server.publish.distinct.SortedAnswers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a published file. A line is an answer whose last brace is replaced by {@code ,"N":}, a number and a
 * brace. No canonical answer without its last brace is the beginning of another, so lines have the same order as their
 * answers. For one thread at a time.
 */
public final class PublishedLines implements SortedAnswers {

    private static final byte[] N = ",\"N\":".getBytes(StandardCharsets.US_ASCII);

    private final Path file;
    private final LineReader lines;
    private byte[] answer = {};
    private long machines;

    public PublishedLines(Path file) throws IOException {
        this(file, AnswerFiles.open(file));
    }

    private PublishedLines(Path file, InputStream in) {
        this.file = file;
        this.lines = new LineReader(in);
    }

    /** The line of an answer that this many machines gave. */
    public static byte[] line(byte[] answer, long machines) {
        byte[] number = Long.toString(machines).getBytes(StandardCharsets.US_ASCII);
        byte[] line = Arrays.copyOf(answer, answer.length + N.length + number.length);
        int at = answer.length - 1;
        System.arraycopy(N, 0, line, at, N.length);
        System.arraycopy(number, 0, line, at + N.length, number.length);
        line[line.length - 1] = '}';
        return line;
    }

    /** The canonical bytes of the answer in a line that {@link dev.limpid.protocol.answer.PublishedAnswer} reads. */
    public static byte[] answer(byte[] line) {
        byte[] answer = Arrays.copyOf(line, number(line) - N.length + 1);
        answer[answer.length - 1] = '}';
        return answer;
    }

    /** Where the number of machines begins in a line, or -1 if it has none. */
    private static int number(byte[] line) {
        int at = line.length - 2;
        while (at > 0 && line[at] >= '0' && line[at] <= '9') {
            at--;
        }
        int from = at + 1 - N.length;
        int digits = line.length - 2 - at;
        boolean found = from > 0
                && digits > 0
                && digits <= Long.toString(PublishedAnswer.MOST_MACHINES).length()
                && Arrays.equals(line, from, at + 1, N, 0, N.length);
        return found ? at + 1 : -1;
    }

    @Override
    public boolean advance() throws IOException {
        byte @Nullable [] line = lines.next();
        if (line == null) {
            return false;
        }
        int number = number(line);
        if (number < 0) {
            throw new CorruptDataException(file + ": a line does not end with N, expected ,\"N\": and a number");
        }
        answer = answer(line);
        machines = Long.parseLong(new String(line, number, line.length - 1 - number, StandardCharsets.US_ASCII));
        return true;
    }

    @Override
    public byte[] answer() {
        return answer;
    }

    @Override
    public long machines() {
        return machines;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
