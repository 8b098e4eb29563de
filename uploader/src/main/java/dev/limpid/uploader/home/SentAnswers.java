package dev.limpid.uploader.home;

import dev.limpid.countfile.AtomicFile;
import dev.limpid.countfile.NotRegularFileException;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.json.MalformedJsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The copy of what was sent of one week, or of what was refused: one answer per line, in the order in which they were
 * sent and with the same bytes. Reading changes nothing.
 *
 * @param lines the answers' bytes as text
 */
public record SentAnswers(List<String> lines) {

    public SentAnswers {
        lines = List.copyOf(lines);
    }

    /** Reads a file; if there is none, no answer was sent. The lines of a damaged file are returned as they are. */
    public static SentAnswers read(Path file) throws IOException {
        return new SentAnswers(text(bytes(file)).lines().toList());
    }

    private static byte[] bytes(Path file) throws IOException {
        try {
            return AtomicFile.read(file);
        } catch (NoSuchFileException | NotRegularFileException e) {
            return new byte[0];
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /**
     * The answers that the lines contain.
     *
     * @throws MalformedJsonException if a line is not an answer: somebody changed the copy
     */
    public List<Answer> answers() throws MalformedJsonException {
        List<Answer> answers = new ArrayList<>();
        for (String line : lines) {
            answers.add(AnswerCodec.read(line.getBytes(StandardCharsets.UTF_8)));
        }
        return answers;
    }

    /** Adds an answer, unless it is already there: a pass may have been killed after writing it. */
    public static void add(Path file, String json) throws IOException {
        byte[] before = bytes(file);
        if (text(before).lines().noneMatch(json::equals)) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(before);
            if (before.length > 0 && before[before.length - 1] != '\n') {
                all.write('\n');
            }
            all.write((json + "\n").getBytes(StandardCharsets.UTF_8));
            AtomicFile.write(file, all.toByteArray());
        }
    }
}
