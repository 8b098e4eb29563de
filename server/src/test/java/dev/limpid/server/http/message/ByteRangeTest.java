package dev.limpid.server.http.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bytes=0-0              | 206 bytes 0-0/100
            bytes=1-4              | 206 bytes 1-4/100
            BYTES=1-4              | 206 bytes 1-4/100
            bytes=90-              | 206 bytes 90-99/100
            bytes=90-500           | 206 bytes 90-99/100
            bytes=-10              | 206 bytes 90-99/100
            bytes=-1000            | 206 bytes 0-99/100
            bytes=0001-0004        | 206 bytes 1-4/100
            bytes=1-99999999999999999999999 | 206 bytes 1-99/100
            bytes=1-4, 5-9         | 206 bytes 1-9/100
            bytes=5-9,1-6          | 206 bytes 1-9/100
            bytes=,1-4,,           | 206 bytes 1-4/100
            bytes=1-4,200-         | 206 bytes 1-4/100
            bytes=100-             | 416 bytes */100
            bytes=99999999999999999999999- | 416 bytes */100
            bytes=-0               | 416 bytes */100
            bytes=100-,200-300     | 416 bytes */100
            bytes=1-4,50-60        | 200
            bytes=5-2              | 200
            bytes=1-4,5-2          | 200
            bytes=-                | 200
            bytes=                 | 200
            bytes=a-b              | 200
            bytes=1-4;x            | 200
            bytes 1-4              | 200
            lines=1-4              | 200
            1-4                    | 200
            """)
    void range_isUnderstoodAsTheRfcSays(String header, String expected) {
        ByteRange range = ByteRange.of(header, 100);
        assertThat(range.status() + range.contentRange().map(text -> " " + text).orElse(""))
                .isEqualTo(expected);
    }
}
