package dev.limpid.protocol.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a", "'=1", "=\"a,b\""
            })
    void formula_isTextInEverySpreadsheet_andOneApostropheAwayFromWhatItWas(String text) {
        String field = Csv.field(text);
        String read =
                field.startsWith("\"") ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field;
        assertThat(read).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tool/runs|tool/runs",
                "``|``",
                "a,b|\"a,b\"",
                "a;b|\"a;b\"",
                "a\"b|\"a\"\"b\"",
                "a=b|a=b",
                "1-2|1-2"
            })
    void otherTexts_stay(String text, String field) {
        assertThat(Csv.field(text)).isEqualTo(field);
    }
}
