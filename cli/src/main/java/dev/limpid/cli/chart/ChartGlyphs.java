package dev.limpid.cli.chart;

import dev.limpid.charts.Estimate;
import dev.limpid.counter.home.Environment;
import dev.limpid.uploader.consent.ReaderLanguage;
import java.util.List;
import java.util.Optional;

/** What bars and lines are drawn with: block elements, or plain ASCII where the terminal's characters are not Unicode's. */
enum Ink {
    /** Block elements. */
    UNICODE('█', '▒', '░', "▁▂▃▄▅▆▇█", '·'),
    /** Characters of every terminal; the fuller, the more. */
    ASCII('#', '=', '-', "_.:-=+*#", ' ');

    private static final double LEAST = 1e-9;

    /** What is below the interval. */
    final char sure;
    /** What is in the interval. */
    final char maybe;
    /** Up to a figure that has no interval. */
    final char unknown;

    private final String steps;
    private final char gap;

    Ink(char sure, char maybe, char unknown, String steps, char gap) {
        this.sure = sure;
        this.maybe = maybe;
        this.unknown = unknown;
        this.steps = steps;
        this.gap = gap;
    }

    /** What the terminal of this process can show: by the locale's variables, on Windows by what Java writes. */
    static Ink of(Environment environment) {
        return ReaderLanguage.hasUnicode(environment) ? UNICODE : ASCII;
    }

    /** A bar of this many characters for a figure on a scale that ends at {@code top}. */
    String bar(Estimate estimate, double top, int width) {
        StringBuilder bar = new StringBuilder();
        for (int i = 0; i < width; i++) {
            double middle = (i + .5) / width * top;
            if (!estimate.hasInterval()) {
                bar.append(middle <= estimate.value() ? unknown : ' ');
            } else {
                bar.append(middle <= estimate.low() ? sure : middle <= estimate.high() ? maybe : ' ');
            }
        }
        // What is above 0 is seen to be.
        if (width > 0 && bar.charAt(0) == ' ' && estimate.value() > LEAST) {
            bar.setCharAt(0, estimate.hasInterval() ? maybe : unknown);
        }
        return bar.toString();
    }

    /** A line of one character for each value, on the same kind of scale; a gap for each that is missing. */
    String line(List<Optional<Double>> values, double top) {
        StringBuilder line = new StringBuilder();
        for (Optional<Double> value : values) {
            int step = value.map(share -> (int) Math.min(steps.length() - 1.0, share / top * steps.length()))
                    .orElse(-1);
            line.append(step < 0 ? gap : steps.charAt(step));
        }
        return line.toString();
    }

    /** Text with the characters that this terminal has. */
    String text(String text) {
        if (this == UNICODE) {
            return text;
        }
        String plain = text.replace("–", "-")
                .replace("…", "...")
                .replace("“", "\"")
                .replace("”", "\"")
                .replace("’", "'")
                .replace("≥", ">=")
                .replace("≤", "<=")
                .replace("×", "x")
                .replace("†", "*");
        StringBuilder ascii = new StringBuilder();
        plain.codePoints().forEach(point -> ascii.appendCodePoint(point < 0x7f ? point : '?'));
        return ascii.toString();
    }
}
