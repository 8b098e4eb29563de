package dev.limpid.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleTimeTest {

    @Test
    void read_findsTheTime() throws Exception {
        assertThat(read("{\"Version\":\"v1.1.0\",\"Time\":\"2026-11-28T08:32:46Z\"}\n"))
                .isEqualTo(Instant.parse("2026-11-28T08:32:46Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "\0\0",
                "{\"Version\":\"v1.1.0\",\"Time\"",
                "{\"Version\":\"v1.1.0\",\"Time!:\"2026-11-28T08:32:46Z\"}",
                "{\"Version\":\"v1.1.0\",\"Time\":\"2026-11-38T08:32:46Z\"}",
            })
    void read_ofADamagedNote_saysWhichOneInOneLine(String info) {
        assertThatThrownBy(() -> read(info))
                .isInstanceOf(IOException.class)
                .message()
                .startsWith("the log's info of v1.1.0")
                .doesNotContain("\n", "Source");
    }

    private static Instant read(String info) throws IOException {
        return ModuleTime.read(info.getBytes(StandardCharsets.UTF_8), "v1.1.0");
    }
}
