package dev.limpid.charts.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.answer.Attribute;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MarginTextTest {

    @Test
    void lines_areMargins() {
        assertThat(MarginText.parse("m", """
                # downloads of November
                a/tool  os linux=0.6 darwin=0.3 other=0.1  # by the registry

                b/tool VERSION 1=2=0 1.0=1
                """))
                .containsExactly(
                        new Margin(
                                "a/tool",
                                Attribute.OS,
                                new TreeMap<>(Map.of("linux", 0.6, "darwin", 0.3, "other", 0.1))),
                        new Margin("b/tool", Attribute.VERSION, new TreeMap<>(Map.of("1=2", 0.0, "1.0", 1.0))));
    }

    @Test
    void lines_thatAreNotMargins_areRefusedByNumber() {
        refused(
                "\na/tool os",
                "m:2: found \"a/tool os\", expected a program, version, runtime, os or arch, and bucket=share …");
        refused("a/tool system linux=1", "m:1: found \"system\", expected version, runtime, os or arch");
        refused(
                "a/tool os linux=most",
                "m:1: found \"linux=most\", expected a bucket and its share such as linux=0.6, each once");
        refused("a/tool os =1", "m:1: found \"=1\", expected a bucket and its share such as linux=0.6, each once");
        refused(
                "a/tool os linux=0.5 linux=0.5",
                "m:1: found \"linux=0.5\", expected a bucket and its share such as linux=0.6, each once");
        refused("a/tool os linux=1.5", "m:1: a margin of a/tool has the share 1.5, expected 0 to 1");
        refused("a/tool os linux=-0.5 x=1", "m:1: a margin of a/tool has the share -0.5, expected 0 to 1");
        refused("a/tool os linux=NaN", "m:1: a margin of a/tool has the share NaN, expected 0 to 1");
        refused(
                "a/tool os linux=0.5 x=0.25",
                "m:1: the os margin of a/tool sums to 0.75, expected 1; name the rest other");
        refused(
                "a/tool os linux=0.5 x=0.75",
                "m:1: the os margin of a/tool sums to 1.25, expected 1; name the rest other");
    }

    private static void refused(String text, String message) {
        assertThatThrownBy(() -> MarginText.parse("m", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
