package dev.limpid.cli.command;

import dev.limpid.cli.context.CharacterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Wraps sentences to the terminal's width. A line that is too long is broken at spaces, or between letters in languages without spaces,
 * and continues below the beginning of its text. Without a terminal, lines are not broken, since scripts read lines. Not for data such
 * as JSON or CSV. For one thread at a time.
 */
public final class LineWrapper extends CharacterWriter {

    /** Lines up to this length are never broken, so that the terminal's width is not needed for them. */
    private static final int NARROWEST = 30;

    /** Longer lines are hard to read, however wide the terminal is. */
    private static final int WIDEST = 120;

    private final Supplier<OptionalInt> columns;
    private final StringBuilder line = new StringBuilder();

    private LineWrapper(Writer out, Supplier<OptionalInt> columns) {
        super(out);
        this.columns = columns;
    }

    /**
     * Wraps a writer.
     *
     * @param columns the terminal's width; empty if there is no terminal. Called only when a line may be too long.
     */
    public static PrintWriter wrap(PrintWriter out, Supplier<OptionalInt> columns) {
        return new PrintWriter(new LineWrapper(out, columns));
    }

    /** Wraps the lines of a text that are too long. */
    public static String fit(String text, Supplier<OptionalInt> columns) {
        StringBuilder fitting = new StringBuilder();
        int begin = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
            fitLine(text.substring(begin, end), columns, fitting);
            fitting.append('\n');
            begin = end + 1;
        }
        fitLine(text.substring(begin), columns, fitting);
        return fitting.toString();
    }

    private static void fitLine(String line, Supplier<OptionalInt> columns, StringBuilder into) {
        OptionalInt asked = width(line) <= NARROWEST ? OptionalInt.empty() : columns.get();
        if (asked.isEmpty()) {
            into.append(line);
            return;
        }
        int width = Math.max(NARROWEST, Math.min(WIDEST, asked.getAsInt()));
        int hang = hang(line, width);
        String rest = line;
        while (width(rest) > width) {
            int end = lastEnd(rest, hang, width);
            if (end < 0) {
                break;
            }
            into.append(rest.substring(0, end).stripTrailing()).append('\n');
            rest = " ".repeat(hang) + rest.substring(end).stripLeading();
        }
        into.append(rest);
    }

    /**
     * The column at which a wrapped line continues: below the text that follows its label, which two spaces end, as in {@code ok log:
     * not asked}; below the line's beginning if it has no label, or one that would leave little room.
     */
    private static int hang(String line, int width) {
        int begin = afterSpaces(line, 0);
        int label = line.indexOf("  ", begin);
        int text = label < 0 ? begin : afterSpaces(line, label);
        return text <= width / 2 ? text : Math.min(begin, width / 2);
    }

    private static int afterSpaces(String line, int from) {
        int i = from;
        while (i < line.length() && line.charAt(i) == ' ') {
            i++;
        }
        return i;
    }

    /** The number of columns of a text; East Asian letters take two. */
    public static int width(String line) {
        return line.codePoints().map(LineWrapper::columns).sum();
    }

    private static int columns(int c) {
        return isWide(c) ? 2 : 1;
    }

    /**
     * Hangul, kana, ideographs and their punctuation: the parts of Unicode Standard Annex 11, East Asian Width, that commands print.
     */
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0xffe0 && c <= 0xffe6)
                || (c >= 0x20000 && c <= 0x3fffd);
    }

    /** Japanese has no spaces: a line can end between two letters, but not before closing punctuation or after an opening bracket. */
    private static boolean mayEndBefore(String line, int i) {
        return isWide(line.codePointBefore(i))
                && isWide(line.codePointAt(i))
                && "、。」』）！？：・ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ".indexOf(line.codePointAt(i)) < 0
                && "「『（".indexOf(line.codePointBefore(i)) < 0;
    }

    /**
     * The last place within the width at which a line can end: at a space or between two East Asian letters. If a word is too long, the
     * first such place after it; -1 if there is none.
     */
    private static int lastEnd(String line, int from, int width) {
        int last = -1;
        int columns = 0;
        for (int i = 0; i < line.length(); i += Character.charCount(line.codePointAt(i))) {
            boolean mayEnd = i > from && (line.charAt(i) == ' ' || mayEndBefore(line, i));
            if (mayEnd && columns > width && last >= 0) {
                break;
            }
            if (mayEnd) {
                last = i;
                if (columns > width) {
                    break;
                }
            }
            columns += columns(line.codePointAt(i));
        }
        return last;
    }

    @Override
    public void write(int c) throws IOException {
        if (c == '\n') {
            out.write(fit(line.toString(), columns));
            out.write('\n');
            line.setLength(0);
        } else {
            line.append((char) c);
        }
    }

    @Override
    public void flush() throws IOException {
        out.write(fit(line.toString(), columns));
        line.setLength(0);
        out.flush();
    }
}
