package dev.limpid.web.plot;

import dev.limpid.protocol.text.VisibleCharacters;
import dev.limpid.web.words.Numbers;

/**
 * Writes a drawing of fixed size as SVG 1.1. Colours are attributes, so that the drawing keeps them under a content security policy
 * that forbids styles, and in every program that shows SVG. A drawing for other people's pages also has a style sheet that changes the
 * colours for readers who prefer dark ones ({@link SvgTheme}). For one thread at a time.
 */
final class SvgWriter {
    static final String INK = "#13222c";
    static final String SOFT = "#4c5d68";
    static final String LINE = "#d5dee2";
    static final String BAR = "#2a8ba0";
    static final String BAND = "#a9d3dc";
    static final String CARD = "#ffffff";
    static final String TRACK = "#eef2f3";
    static final String PLOT = "#f6f9fa";
    private static final String FONT = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif";

    private final StringBuilder out = new StringBuilder(8 * 1024);

    private final boolean themed;

    private SvgWriter(double width, double height, String title, String description, boolean themed) {
        this.themed = themed;
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"")
                .append(Numbers.coordinate(width))
                .append("\" height=\"")
                .append(Numbers.coordinate(height))
                .append("\" viewBox=\"0 0 ")
                .append(Numbers.coordinate(width))
                .append(' ')
                .append(Numbers.coordinate(height))
                .append("\" role=\"img\" font-family=\"")
                .append(FONT)
                .append("\" font-size=\"13\">\n<title>")
                .append(escaped(title))
                .append("</title>\n<desc>")
                .append(escaped(description))
                .append("</desc>\n");
        if (themed) {
            out.append("<style>").append(SvgTheme.CSS).append("</style>\n");
        }
    }

    /** A drawing with its own background and border: as readable on a dark page as on a white one. */
    static SvgWriter withBackground(double width, double height, String title, String description, boolean themed) {
        SvgWriter svg = new SvgWriter(width, height, title, description, themed);
        svg.rectangle(0, 0, width, height, LINE);
        svg.rectangle(1, 1, width - 2, height - 2, CARD);
        return svg;
    }

    /** A drawing without a background, which its contents must fill. */
    static SvgWriter withoutBackground(double width, double height, String title, String description) {
        return new SvgWriter(width, height, title, description, false);
    }

    void rectangle(double x, double y, double width, double height, String fill) {
        out.append("<rect");
        attribute("x", x);
        attribute("y", y);
        attribute("width", width);
        attribute("height", height);
        colour("fill", fill);
        out.append("/>\n");
    }

    void line(double x1, double y1, double x2, double y2, String stroke, double width) {
        out.append("<line");
        attribute("x1", x1);
        attribute("y1", y1);
        attribute("x2", x2);
        attribute("y2", y2);
        colour("stroke", stroke);
        attribute("stroke-width", width);
        out.append("/>\n");
    }

    /** A filled polygon with these corners: x, y, x, y and so on. */
    void polygon(String fill, double... corners) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < corners.length; i += 2) {
            points.append(i == 0 ? "" : " ")
                    .append(Numbers.coordinate(corners[i]))
                    .append(',')
                    .append(Numbers.coordinate(corners[i + 1]));
        }
        out.append("<polygon");
        attribute("points", points.toString());
        colour("fill", fill);
        out.append("/>\n");
    }

    /** Text at a position; {@code anchor} is {@code start}, {@code middle} or {@code end}. */
    void text(double x, double y, String anchor, String fill, boolean bold, String text) {
        out.append("<text");
        attribute("x", x);
        attribute("y", y);
        attribute("text-anchor", anchor);
        colour("fill", fill);
        if (bold) {
            attribute("font-weight", "bold");
        }
        out.append('>').append(escaped(text)).append("</text>\n");
    }

    /** Text that is stretched to a width, whatever the widths of its letters. */
    void text(double x, double y, double width, String fill, double size, String text) {
        out.append("<text");
        attribute("x", x);
        attribute("y", y);
        attribute("textLength", width);
        attribute("lengthAdjust", "spacingAndGlyphs");
        attribute("font-size", size);
        attribute("fill", fill);
        out.append('>').append(escaped(text)).append("</text>\n");
    }

    /** The whole document. */
    String end() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + out + "</svg>\n";
    }

    private void colour(String what, String colour) {
        attribute(what, colour);
        if (themed) {
            attribute("class", SvgTheme.name(what, colour));
        }
    }

    private void attribute(String name, double value) {
        attribute(name, Numbers.coordinate(value));
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(escaped(value)).append('"');
    }

    /**
     * Escapes for text and attributes. Characters that may not be shown become replacement characters; these include all that XML 1.0
     * cannot contain.
     */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        VisibleCharacters.text(text).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
