package dev.limpid.server.configuration;

import dev.limpid.charts.plan.Margin;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import java.io.IOException;
import java.util.List;

/**
 * What was decided, as the log has it now: what charts are drawn from.
 *
 * @param version the newest configuration's version
 * @param charts its charts, in the order of their text
 * @param configs every configuration that answers may name
 * @param margins what is known from elsewhere about who uses the programs; commonly nothing
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

    /** Where it is looked up. Safe for use by many threads. */
    public interface Source {

        /**
         * What is decided now.
         *
         * @throws IOException if it cannot be read, or nothing was decided yet
         */
        ChartInputs decided() throws IOException;

        /**
         * The versions that are revoked now; none if nothing was decided yet.
         *
         * @throws IOException if it cannot be read
         */
        List<String> revoked() throws IOException;
    }
}
