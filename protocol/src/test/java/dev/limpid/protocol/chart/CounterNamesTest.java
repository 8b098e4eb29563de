package dev.limpid.protocol.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CounterNamesTest {

    @Test
    void braces_standForEachOfTheirBuckets() {
        assertThat(CounterNames.expand("runs")).containsExactly("runs");
        assertThat(CounterNames.expand("size:{a, b ,c}")).containsExactly("size:a", "size:b", "size:c");
        assertThat(CounterNames.expand("size:{}")).containsExactly("size:");
        assertThat(CounterNames.expand("{a}")).containsExactly("a");
    }

    @Test
    void braces_areOnePairAtTheEnd() {
        for (String odd : List.of("a}", "a{", "{a}b", "a:{b}{c}", "a:{b{c}", "}{", "a}{")) {
            assertThatThrownBy(() -> CounterNames.expand(odd))
                    .as(odd)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has braces, expected one pair at its end");
        }
    }

    @Test
    void name_isVisibleOnOneLine_withOneColonAtMost() {
        for (String good : List.of("a", "tool/runs", "a:b", "a:<1KiB", "!", "~", "a.b-c_d")) {
            assertThat(CounterNames.isName(good)).as(good).isTrue();
        }
        for (String bad : List.of(
                "", ":", "a:", ":b", "a:b:c", "a b", " a", "a\n", "ü", "a{", "a}", "a,b", "\"", "\\", "\u007f")) {
            assertThat(CounterNames.isName(bad)).as(bad).isFalse();
        }
        assertThat(CounterNames.isBucket("a")).isTrue();
        assertThat(CounterNames.isBucket("a:b")).isFalse();
        assertThat(CounterNames.isBucket("")).isFalse();
    }
}
