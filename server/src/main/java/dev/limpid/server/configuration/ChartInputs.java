package dev.limpid.server.configuration;

import dev.limpid.charts.plan.Margin;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import java.io.IOException;
import java.util.List;

/**
 * The decisions in the log from which charts are drawn.
 *
 * @param version the newest configuration's version
 * @param charts its charts, in the order of their text
 * @param configs every configuration that answers may name
 * @param margins known shares of the programs' users, from other sources; usually none
 */
public record ChartInputs(String version, List<Chart> charts, List<CollectionConfig> configs, List<Margin> margins) {

    public ChartInputs {
        charts = List.copyOf(charts);
        configs = List.copyOf(configs);
        margins = List.copyOf(margins);
    }

    /** The plan for drawing them. */
    public QuestionPlan plan() {
        return new QuestionPlan(charts, configs, margins);
    }

    /** Reads the inputs from the log. Safe for use by many threads. */
    public interface Source {

        /**
         * The inputs as of now.
         *
         * @throws IOException if they cannot be read, or no configuration was published yet
         */
        ChartInputs decided() throws IOException;

        /**
         * The versions that are revoked now; none if no configuration was published yet.
         *
         * @throws IOException if they cannot be read
         */
        List<String> revoked() throws IOException;
    }
}
