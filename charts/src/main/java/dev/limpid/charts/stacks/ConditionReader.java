package dev.limpid.charts.stacks;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses a condition within a text:
 *
 * <pre>
 *   any    = all *( "||" all )
 *   all    = single *( "&amp;&amp;" single )
 *   single = "!" single  /  "(" any ")"  /  DQUOTE text DQUOTE
 * </pre>
 *
 * <p>For one thread at a time.
 */
final class ConditionReader {

    private static final int DEEPEST = 100;

    private final String text;
    private final int end;
    private int at;
    private int depth;

    /** The text has something other than what was expected. */
    static final class UnexpectedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int offset;
        private final String found;
        private final String expected;

        UnexpectedException(int offset, String found, String expected) {
            super("found " + found + ", expected " + expected);
            this.offset = offset;
            this.found = found;
            this.expected = expected;
        }

        int offset() {
            return offset;
        }

        String found() {
            return found;
        }

        String expected() {
            return expected;
        }
    }

    ConditionReader(String text, int from, int end) {
        this.text = text;
        this.at = from;
        this.end = end;
    }

    /** Reads the whole condition. */
    Condition read() throws UnexpectedException {
        int from = at;
        Condition condition = any();
        skip();
        if (at < end) {
            throw unexpected("&&, || or the end");
        }
        if (condition.holds(List.of())) {
            throw new UnexpectedException(
                    from, "a condition that a stack without frames meets", "a condition that needs a frame");
        }
        return condition;
    }

    private Condition any() throws UnexpectedException {
        List<Condition> of = new ArrayList<>(List.of(all()));
        while (take("||")) {
            of.add(all());
        }
        return of.size() == 1 ? of.get(0) : new Condition.Any(of);
    }

    private Condition all() throws UnexpectedException {
        List<Condition> of = new ArrayList<>(List.of(single()));
        while (take("&&")) {
            of.add(single());
        }
        return of.size() == 1 ? of.get(0) : new Condition.All(of);
    }

    private Condition single() throws UnexpectedException {
        if (++depth > DEEPEST) {
            throw new UnexpectedException(at, "more than " + DEEPEST + " nested conditions", "fewer");
        }
        Condition condition;
        if (take("!")) {
            condition = new Condition.Not(single());
        } else if (take("(")) {
            condition = any();
            if (!take(")")) {
                throw unexpected("&&, || or )");
            }
        } else {
            condition = frame();
        }
        depth--;
        return condition;
    }

    private Condition frame() throws UnexpectedException {
        skip();
        int from = at;
        if (!take("\"")) {
            throw unexpected("a frame in quotation marks, ! or (");
        }
        int close = text.indexOf('"', at);
        int line = text.indexOf('\n', at);
        if (close < 0 || close >= end || (line >= 0 && line < close)) {
            throw new UnexpectedException(from, "a quotation mark that is not closed", "a second one on the same line");
        }
        String part = text.substring(at, close);
        at = close + 1;
        try {
            return new Condition.HasFrame(new FramePattern(part));
        } catch (IllegalArgumentException e) {
            throw new UnexpectedException(from, '"' + part + '"', "a part of a frame's name");
        }
    }

    private boolean take(String token) {
        skip();
        if (at + token.length() <= end && text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    private void skip() {
        while (at < end && (" \t\r\n".indexOf(text.charAt(at)) >= 0 || isComment())) {
            at = isComment() ? Math.min(end, lineEnd()) : at + 1;
        }
    }

    /** Whether a comment line begins here; a condition of several lines can contain comments. */
    private boolean isComment() {
        return text.charAt(at) == '#' && (at == 0 || text.charAt(at - 1) == '\n');
    }

    private int lineEnd() {
        int found = text.indexOf('\n', at);
        return found < 0 ? end : found;
    }

    private UnexpectedException unexpected(String expected) {
        String found = at >= end ? "the end" : "'" + Character.toString(text.codePointAt(at)) + "'";
        return new UnexpectedException(at, found, expected);
    }
}
