package dev.limpid.server.publish;

import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.server.publish.file.LineSink;
import dev.limpid.server.publish.file.PublishedLines;
import dev.limpid.server.publish.index.GateSummary;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.tlog.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Checks a published week's lines on their own, without other files. Mutable, for one thread. */
final class PublishedLinesCheck implements LineSink {

    private final byte[] start;
    private final long least;
    private final ExcludedAnswers without;
    private final MessageDigest content = Sha256.digest();
    private byte[] before = {};
    private long answers;
    private long lines;
    private long alone;
    private long removed;
    private long rare;
    private String unreadable = "";
    private boolean ordered = true;
    private boolean ofTheWeek = true;

    PublishedLinesCheck(PublishedWeek week, ExcludedAnswers without) {
        this.without = without;
        this.least = week.gate().map(GateSummary::threshold).orElse(1);
        this.start = ("{\"Week\":\"" + week.week() + "\",").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void line(byte[] line) {
        content.update(line);
        content.update((byte) '\n');
        ofTheWeek &= line.length > start.length && Arrays.equals(line, 0, start.length, start, 0, start.length);
        lines++;
        try {
            long machines = PublishedAnswer.read(line).machines();
            answers += machines;
            alone += machines == 1 ? 1 : 0;
            rare += machines < least ? 1 : 0;
            byte[] answer = PublishedLines.answer(line);
            removed += without.contains(answer) ? 1 : 0;
            ordered &= Arrays.compareUnsigned(before, answer) < 0;
            before = answer;
        } catch (MalformedJsonException e) {
            unreadable = unreadable.isEmpty() ? "contain a malformed line: " + e.getMessage() : unreadable;
        }
    }

    String contentSha256() {
        return HexFormat.of().formatHex(content.digest());
    }

    long answers() {
        return answers;
    }

    long lines() {
        return lines;
    }

    long alone() {
        return alone;
    }

    /** The problems, each as the end of a sentence that begins with "the answers of this week". */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!unreadable.isEmpty()) {
            problems.add(unreadable);
        }
        if (removed > 0) {
            problems.add("contain " + removed + " that the index lists as removed, expected none");
        }
        if (rare > 0) {
            problems.add("contain " + rare + " lines that fewer than " + least + " machines gave, expected none");
        }
        if (!ordered) {
            problems.add("are not sorted and distinct: their order may reveal something");
        }
        if (!ofTheWeek) {
            problems.add("are not all about that week");
        }
        return problems;
    }
}
