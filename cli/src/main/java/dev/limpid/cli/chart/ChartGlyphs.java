package dev.limpid.cli.chart;

import dev.limpid.charts.Estimate;
import dev.limpid.counter.home.Environment;
import dev.limpid.uploader.consent.ReaderLanguage;
import java.util.List;
import java.util.Optional;

/** The characters for bars and sparklines: block elements, or ASCII if the terminal does not support Unicode. */
enum ChartGlyphs {
    /** Block elements. */
    UNICODE('█', '▒', '░', "▁▂▃▄▅▆▇█", '·'),
    /** Characters that every terminal has; denser ones mean more. */
    ASCII('#', '=', '-', "_.:-=+*#", ' ');

    private static final double LEAST = 1e-9;

    /** For the part below the interval. */
    final char sure;
    /** For the interval. */
    final char maybe;
    /** For the bar of a figure without an interval. */
    final char unknown;

    private final String steps;
    private final char gap;

    ChartGlyphs(char sure, char maybe, char unknown, String steps, char gap) {
        this.sure = sure;
        this.maybe = maybe;
        this.unknown = unknown;
        this.steps = steps;
        this.gap = gap;
    }

    /** What the terminal of this process supports, judged by the locale's variables, on Windows by Java's output encoding. */
    static ChartGlyphs of(Environment environment) {
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
        // A figure above 0 always shows at least one character.
        if (width > 0 && bar.charAt(0) == ' ' && estimate.value() > LEAST) {
            bar.setCharAt(0, estimate.hasInterval() ? maybe : unknown);
        }
        return bar.toString();
    }

    /** A sparkline with one character for each value on the scale, and a gap for each missing value. */
    String line(List<Optional<Double>> values, double top) {
        StringBuilder line = new StringBuilder();
        for (Optional<Double> value : values) {
            int step = value.map(share -> (int) Math.min(steps.length() - 1.0, share / top * steps.length()))
                    .orElse(-1);
            line.append(step < 0 ? gap : steps.charAt(step));
        }
        return line.toString();
    }

    /** The text with only the characters that this terminal supports. */
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
