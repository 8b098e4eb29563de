package dev.limpid.server.intake;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.intake.limit.NetworkAllowance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much one network may give to each chart, from the newest configuration and the last weeks. A chart that the
 * newest configuration no longer contains is limited by the answer's own configuration. Immutable.
 */
final class NetworkLimitsByChart {

    private final double share;
    private final Map<String, NetworkAllowance> allowances = new HashMap<>();
    private final boolean limited;

    private NetworkLimitsByChart(double share) {
        this.share = share;
        this.limited = share > 0;
    }

    /** The limits before any configuration is known. */
    static NetworkLimitsByChart unknown(double share) {
        return new NetworkLimitsByChart(share);
    }

    static NetworkLimitsByChart of(double share, CollectionConfig newest, List<Chart> charts, Participation measured) {
        NetworkLimitsByChart limits = new NetworkLimitsByChart(share);
        for (Chart chart : charts) {
            String id = chart.program() + "/" + chart.id();
            Optional<Question> question = newest.question(id);
            if (question.isPresent()) {
                double installations = measured.of(chart).map(Long::doubleValue).orElse(Double.POSITIVE_INFINITY);
                limits.allowances.put(
                        id,
                        NetworkAllowance.of(share, chart.error(), question.get().rate(), installations));
            }
        }
        return limits;
    }

    /** Whether networks are limited at all. */
    boolean areLimited() {
        return limited;
    }

    NetworkAllowance allowance(String chart, Question asked) {
        NetworkAllowance known = allowances.get(chart);
        return known != null
                ? known
                : NetworkAllowance.of(share, Chart.DEFAULT_ERROR, asked.rate(), Double.POSITIVE_INFINITY);
    }
}
