package dev.limpid.dist.data;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks that a text is a single SELECT, with the engine's own parser, before any of it is run: when the driver
 * prepares several statements, it already runs all but the last.
 */
final class SelectValidator {

    private static final String EXPECTED = "expected one SELECT";

    /**
     * The only functions that are allowed as tables; others read files, run texts as queries, or change the engine's
     * settings.
     */
    private static final Set<String> HARMLESS =
            new TreeSet<>(Set.of("unnest", "range", "generate_series", "json_each", "json_tree"));

    private final Connection connection;

    SelectValidator(Connection connection) {
        this.connection = connection;
    }

    /**
     * The query without a semicolon at its end.
     *
     * @throws IllegalArgumentException if it is anything other than one SELECT; none of it was run
     */
    String checked(String sql) throws IOException, SQLException {
        String query = sql.strip().replaceFirst("[;\\s]+$", "");
        try (PreparedStatement parse = connection.prepareStatement("SELECT json_serialize_sql(?::VARCHAR)::VARCHAR")) {
            parse.setString(1, query);
            try (ResultSet parsed = parse.executeQuery()) {
                parsed.next();
                int statements = statements(parsed.getString(1));
                if (statements != 1) {
                    throw new IllegalArgumentException("the query has " + statements + " statements, " + EXPECTED);
                }
            }
        }
        return query;
    }

    private static int statements(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            int statements = 0;
            boolean wrong = false;
            String why = "";
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (field) {
                    case "error" -> wrong = value == JsonToken.VALUE_TRUE;
                    case "error_message" -> why = parser.getText();
                    case "statements" -> {
                        while (parser.nextToken() != JsonToken.END_ARRAY) {
                            checkTables(parser);
                            statements++;
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
            if (wrong) {
                throw new IllegalArgumentException(
                        why.startsWith("Only SELECT")
                                ? "the query is not a SELECT, " + EXPECTED
                                : "the query cannot be understood: " + why);
            }
            return statements;
        }
    }

    /** Walks through one statement, an object. In a table function's node the type comes before the name. */
    private static void checkTables(JsonParser parser) throws IOException {
        boolean table = false;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = parser.nextToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING) {
                if ("type".equals(parser.currentName()) && parser.getText().equals("TABLE_FUNCTION")) {
                    table = true;
                } else if (table && "function_name".equals(parser.currentName())) {
                    table = false;
                    String function = parser.getText().toLowerCase(Locale.ROOT);
                    if (!HARMLESS.contains(function)) {
                        throw new IllegalArgumentException("the query reads from " + function + "(), expected "
                                + PublishedTables.NAMES + ", or one of " + String.join(", ", HARMLESS));
                    }
                }
            }
        }
    }

    /** Whether a different query may succeed. Failing files and exhausted memory are not faults of the query. */
    static boolean isFaultOfQuery(SQLException e) {
        String complaint = complaint(e);
        return !complaint.startsWith("IO Error") && !complaint.startsWith("Out of Memory Error");
    }

    /** The engine's error message, on one line. */
    static String sentence(SQLException e) {
        return "the query failed: " + complaint(e);
    }

    private static String complaint(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.lines()
                .filter(line -> line.startsWith("Error: "))
                .findFirst()
                .map(line -> line.substring("Error: ".length()))
                .orElseGet(() -> message.lines().findFirst().orElse(""));
    }
}
