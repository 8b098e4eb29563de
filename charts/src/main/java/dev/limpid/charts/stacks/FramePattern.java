package dev.limpid.charts.stacks;

import dev.limpid.protocol.report.StackNameSyntax;
import java.util.regex.Pattern;

/**
 * A part of a frame, as conditions name it. It matches whole names and numbers: {@code Parser.next} matches
 * {@code org.example.Parser.next:+12}, but {@code next:+1} does not. A {@code *} at its beginning or end lets it begin
 * or end within a name. Frames match as they are published or with their {@linkplain CanonicalSymbol canonical}
 * symbols.
 *
 * @param text the text between the quotation marks
 */
public record FramePattern(String text) {

    private static final String ANYWHERE = "*";

    /** Characters that no frame contains, so a text with one of them would match nothing. */
    private static final Pattern IN_NO_FRAME = Pattern.compile("[\\s\\p{Z}\\p{Cntrl}\";\\\\{}`]");

    /** @throws IllegalArgumentException if it is empty except for stars, or no frame can contain it */
    public FramePattern {
        if (bare(text).isEmpty() || IN_NO_FRAME.matcher(text).find()) {
            throw new IllegalArgumentException("a frame's text is \"" + text + "\", expected a part of a frame's name");
        }
    }

    private static String bare(String text) {
        String rest = text.startsWith(ANYWHERE) ? text.substring(1) : text;
        return rest.endsWith(ANYWHERE) ? rest.substring(0, rest.length() - 1) : rest;
    }

    boolean matches(String frame) {
        if (isIn(frame)) {
            return true;
        }
        String symbol = StackNameSyntax.symbol(frame);
        String canonical = CanonicalSymbol.of(symbol);
        return !canonical.equals(symbol) && isIn(canonical + frame.substring(symbol.length()));
    }

    private boolean isIn(String frame) {
        String part = bare(text);
        for (int at = frame.indexOf(part); at >= 0; at = frame.indexOf(part, at + 1)) {
            int end = at + part.length();
            boolean begins = text.startsWith(ANYWHERE) || at == 0 || isOneOf(frame.charAt(at - 1), "./");
            boolean ends = (text.endsWith(ANYWHERE) && text.length() > 1)
                    || end == frame.length()
                    || isOneOf(frame.charAt(end), ".:$,");
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOneOf(char c, String set) {
        return set.indexOf(c) >= 0;
    }
}
