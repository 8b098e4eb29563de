package dev.limpid.dist.data;

import dev.limpid.protocol.question.CollectionConfig;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * How many machines each answer stands for: 1/rate of its chart in the configuration that it names. Without
 * configurations the weights are unknown. For one thread at a time.
 */
final class AnswerWeights {

    private final List<String> rows = new ArrayList<>();

    /** @throws IOException if two configurations have one version */
    AnswerWeights(List<CollectionConfig> configs) throws IOException {
        TreeSet<String> versions = new TreeSet<>();
        for (CollectionConfig config : configs) {
            if (!versions.add(config.version())) {
                throw new IOException("configuration " + config.version() + " is given twice, expected each once");
            }
            config.programs()
                    .forEach(program -> program.questions()
                            .forEach(question -> rows.add(String.format(
                                    Locale.ROOT,
                                    "(%s, %s, %s::DOUBLE)",
                                    PublishedTables.quoted(config.version()),
                                    PublishedTables.quoted(program.name() + "/" + question.id()),
                                    1 / question.rate()))));
        }
    }

    /** The SQL of the weight column, for a query from lines {@code l} with {@link #joined} appended. */
    String column() {
        return rows.isEmpty() ? "NULL::DOUBLE" : "rates.weight";
    }

    /** The SQL of the join to append to lines {@code l}. */
    String joined() {
        return rows.isEmpty()
                ? ""
                : " LEFT JOIN (VALUES " + String.join(", ", rows)
                        + ") AS rates(version, asked, weight) ON l.Config = rates.version AND l.Chart = rates.asked";
    }

    /**
     * Checks that every answer has a weight. Otherwise sums would be too small without anybody noticing.
     *
     * @throws IOException if configurations are given, and an answer names a different one
     */
    void check(Connection connection) throws SQLException, IOException {
        if (rows.isEmpty()) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet unknown = statement.executeQuery(
                        "SELECT config, chart FROM answers WHERE stands_for IS NULL ORDER BY config, chart LIMIT 1")) {
            if (unknown.next()) {
                throw new IOException("answers to " + unknown.getString(2) + " name configuration "
                        + unknown.getString(1) + ", for which --config gives no rate; expected every configuration"
                        + " that answers name, as URL/log/<collection>/config/@v/" + unknown.getString(1) + ".zip");
            }
        }
    }
}
