package dev.limpid.protocol.question.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;

/** Prints each member and element of a configuration on its own line, but a chart with all its members on one line. */
final class ChartPerLinePrinter extends DefaultPrettyPrinter {

    private static final long serialVersionUID = 1L;

    /** The nesting level of charts: below the configuration, its programs, a program, and its charts. */
    private static final int CHART = 5;

    ChartPerLinePrinter() {
        super(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator(""));
        DefaultIndenter indent = new LinesAboveCharts();
        indentArraysWith(indent);
        indentObjectsWith(indent);
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
        if (_nesting < CHART) {
            super.writeObjectEntrySeparator(json);
        } else {
            json.writeRaw(", ");
        }
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
        if (_nesting < CHART) {
            super.writeArrayValueSeparator(json);
        } else {
            json.writeRaw(", ");
        }
    }

    @Override
    public void writeEndObject(JsonGenerator json, int members) throws IOException {
        if (_nesting < CHART) {
            super.writeEndObject(json, members);
        } else {
            _nesting--;
            json.writeRaw('}');
        }
    }

    private static final class LinesAboveCharts extends DefaultIndenter {

        private static final long serialVersionUID = 1L;

        LinesAboveCharts() {
            super("  ", "\n");
        }

        @Override
        public void writeIndentation(JsonGenerator json, int level) throws IOException {
            if (level < CHART) {
                super.writeIndentation(json, level);
            }
        }
    }
}
