package dev.limpid.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.Histogram;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountingRuleTest {

    @Test
    void as_aTagWithoutValues_isRefusedWithASentence() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CountingRule.events("http.server.requests").as("tool/http:{uri}"))
                .withMessage("the values of the tag uri of http.server.requests are not listed: counters must be known"
                        + " beforehand, so name each value by tag(\"uri\", …)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CountingRule.events("x").tag("uri").as("tool/http:{uri}"));
    }

    @Test
    void as_namesThatCannotBeCounted_areRefused() {
        refused(() -> CountingRule.events("x").as("a b"), "not a counter's name");
        refused(() -> CountingRule.events("x").as("a:"), "not a counter's name");
        refused(() -> CountingRule.events("x").as("a:{b"), "{ without a }");
        refused(() -> CountingRule.durations("x", "1s").as("a:b"), "expected a name without one");
        refused(() -> CountingRule.durations("x").as("a"), "no bounds");
        refused(() -> CountingRule.durations("x", "1s", "1ms").as("a"), "each above the one before");
        refused(() -> CountingRule.sizes("x", "1s").as("a"), "is not a bound");
        refused(() -> CountingRule.events("x").tag("t", "a b", "a-b").as("a:{t}"), "both counted as a:a-b");
        String[] many = IntStream.range(0, 1001).mapToObj(Integer::toString).toArray(String[]::new);
        refused(() -> CountingRule.events("x").tag("t", many).as("a:{t}"), "list fewer");
        String[] some = Arrays.copyOf(many, 400);
        refused(() -> CountingRule.durations("x", "1s", "2s").tag("t", some).as("a/{t}"), "would make 1200 counters");
    }

    private static void refused(ThrowingCallable draft, String because) {
        assertThatThrownBy(draft).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(because);
    }

    @Test
    void targets_areThoseOfListedValuesAlone() {
        CountingRules list = new CountingRules(
                List.of(
                        CountingRule.events("gc")
                                .tag("cause", "G1 Evacuation Pause", "System.gc()")
                                .as("tool/gc:{cause}"),
                        CountingRule.events("gc").tag("cause", "System.gc()").as("tool/asked")),
                BoundInclusion.EXCLUSIVE);
        assertThat(names(list, "gc", Map.of("cause", "G1 Evacuation Pause", "heap", "any")))
                .containsExactly("tool/gc:G1-Evacuation-Pause");
        assertThat(names(list, "gc", Map.of("cause", "System.gc()")))
                .containsExactly("tool/gc:System.gc()", "tool/asked");
        assertThat(names(list, "gc", Map.of("cause", "Allocation Failure"))).isEmpty();
        assertThat(names(list, "gc", Map.of())).isEmpty();
        assertThat(names(list, "other", Map.of("cause", "System.gc()"))).isEmpty();
        assertThat(list.sources()).containsExactly("gc");
    }

    /** A value that is listed but not named is added to the others of the same name, by one and the same target. */
    @Test
    void targets_ofValuesThatTheNameDoesNotHave_areOne() {
        CountingRules list = new CountingRules(
                List.of(CountingRule.events("x").tag("t", "a", "b").as("sum")), BoundInclusion.EXCLUSIVE);
        assertThat(list.targets("x", key -> "a").get(0))
                .isSameAs(list.targets("x", key -> "b").get(0));
    }

    private static List<String> names(CountingRules list, String source, Map<String, String> tags) {
        return list.targets(source, tags::get).stream().map(Target::toString).toList();
    }

    /** The counter's jar reads bounds with its own code: the two must agree. */
    @ParameterizedTest
    @ValueSource(strings = {"10ms", "1.5s", "3us", "2h", "5m", "7ns", "1", "ms", "-1s", "1 s", ".5s", "1d", "1S", ""})
    void bounds_areReadAsHistogramsDo(String bound) {
        boolean taken = true;
        try {
            Histogram.ofDurations("x", bound);
        } catch (IllegalArgumentException e) {
            taken = false;
        }
        if (taken) {
            assertThat(Bounds.of("x", Bounds.Kind.DURATION, bound).texts()).containsExactly(bound);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> Bounds.of("x", Bounds.Kind.DURATION, bound));
        }
    }

    @Test
    void edges_sayWhereAValueIsThatIsABound() {
        Bounds bounds = Bounds.of("x", Bounds.Kind.DURATION, "1ms", "1s");
        for (double value : new double[] {0, 999_999, 1e6 + 1, 1e9 - 1}) {
            assertThat(BoundInclusion.EXCLUSIVE.bucketIndex(bounds, value))
                    .isEqualTo(BoundInclusion.INCLUSIVE.bucketIndex(bounds, value));
        }
        assertThat(BoundInclusion.EXCLUSIVE.bucket(bounds, BoundInclusion.EXCLUSIVE.bucketIndex(bounds, 1e6)))
                .isEqualTo(":<1s");
        assertThat(BoundInclusion.INCLUSIVE.bucket(bounds, BoundInclusion.INCLUSIVE.bucketIndex(bounds, 1e6)))
                .isEqualTo(":<=1ms");
        assertThat(BoundInclusion.EXCLUSIVE.bucket(bounds, BoundInclusion.EXCLUSIVE.bucketIndex(bounds, 1e9)))
                .isEqualTo(":>=1s");
        assertThat(BoundInclusion.INCLUSIVE.bucket(bounds, BoundInclusion.INCLUSIVE.bucketIndex(bounds, 1e9 + 1)))
                .isEqualTo(":>1s");
    }

    @Test
    void refusals_areSaidOnceAndNotWithoutEnd() {
        CountingRules list = new CountingRules(List.of(), BoundInclusion.EXCLUSIVE);
        list.refuse("a");
        list.refuse("a");
        assertThat(list.refusals()).containsExactly("a");
        for (int i = 0; i < 200; i++) {
            list.refuse("b" + i);
        }
        assertThat(list.refusals()).hasSize(100);
    }
}
