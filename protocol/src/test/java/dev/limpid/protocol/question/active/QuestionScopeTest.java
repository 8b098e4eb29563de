package dev.limpid.protocol.question.active;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.RequestedCounters;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While one of two configurations is on show, only what both allow is answered. */
class QuestionScopeTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", quoteCharacter = '`', textBlock = """
            # one: depth and frames, other, both
            4 a.     , 4 a.      , 4 a.
            4 a.     , 2 a.      , 2 a.
            0 a.     , 2 a.      , 2 a.
            2 a.     , 0 a.      , 2 a.
            0 a.     , 0 a.      , 0 a.
            4        , 4         , 4
            4 a.     , 4         , 4 a.
            4        , 4 a.      , 4 a.
            4 a. b.  , 4 b. c.   , 4 b.
            4 a.b.   , 4 a.      , 4 a.b.
            4 a.     , 4 a.b. a.c., 4 a.b. a.c.
            4 a.     , 4 b.      , -
            """)
    void stacks_showWhatBothAllow(String one, String other, @Nullable String both) {
        Optional<QuestionScope> met = scope(stacks(one, true)).intersect(scope(stacks(other, true)));

        assertThat(met.map(QuestionScope::asked))
                .isEqualTo(Optional.ofNullable(both).map(text -> stacks(text, true)));
        assertThat(scope(stacks(other, true)).intersect(scope(stacks(one, true))))
                .isEqualTo(met);
    }

    @Test
    void stacks_ofUnlistedVersions_areAllowedOnlyIfBothAllowThem() {
        assertThat(met(stacks("4 a.", true), stacks("4 a.", false))).contains(stacks("4 a.", false));
        assertThat(met(stacks("4 a.", false), stacks("4 a.", true))).contains(stacks("4 a.", false));
        assertThat(met(stacks("4 a.", true), stacks("4 a.", true))).contains(stacks("4 a.", true));
    }

    @Test
    void questionsOfDifferentKinds_haveNothingInCommon() {
        RequestedCounters.Stacks other = new RequestedCounters.Stacks("other", 4, List.of("a."));
        RequestedCounters.Named counters = new RequestedCounters.Named(List.of("stack"));
        RequestedCounters.BuiltIn systems = new RequestedCounters.BuiltIn(Attribute.OS);

        assertThat(met(stacks("4 a.", false), other)).isEmpty();
        assertThat(met(stacks("4 a.", false), counters)).isEmpty();
        assertThat(met(counters, stacks("4 a.", false))).isEmpty();
        assertThat(met(systems, counters)).isEmpty();
        assertThat(met(systems, new RequestedCounters.BuiltIn(Attribute.ARCH))).isEmpty();
        assertThat(met(systems, systems)).contains(systems);
    }

    @Test
    void counters_areThoseOfBoth() {
        assertThat(met(named("a", "b", "c"), named("b", "c", "d"))).contains(named("b", "c"));
        assertThat(met(named("a"), named("b"))).isEmpty();
    }

    /** A system that only one of them knows may not be named; if they have none in common, nothing can be answered. */
    @Test
    void values_areThoseThatBothKnow() {
        RequestedCounters.BuiltIn systems = new RequestedCounters.BuiltIn(Attribute.OS);
        QuestionScope one = scope(systems, Map.of(Attribute.OS, Set.of("linux", "windows")));
        QuestionScope other = scope(systems, Map.of(Attribute.OS, Set.of("darwin", "linux")));
        QuestionScope none = scope(systems, Map.of(Attribute.OS, Set.of("darwin")));

        assertThat(one.intersect(other).orElseThrow().values().get(Attribute.OS))
                .containsExactly("linux");
        assertThat(one.intersect(none)).isEmpty();
        assertThat(one.isWithin(one)).isTrue();
        assertThat(one.intersect(other).orElseThrow().isWithin(one)).isTrue();
        assertThat(one.isWithin(other)).isFalse();
    }

    private static Optional<RequestedCounters> met(RequestedCounters one, RequestedCounters other) {
        return scope(one).intersect(scope(other)).map(QuestionScope::asked);
    }

    private static RequestedCounters.Named named(String... names) {
        return new RequestedCounters.Named(List.of(names));
    }

    /** A depth, then prefixes of class names. */
    private static RequestedCounters.Stacks stacks(String text, boolean unlisted) {
        List<String> words = List.of(text.split(" ", -1));
        return new RequestedCounters.Stacks(
                "stack", Integer.parseInt(words.get(0)), words.subList(1, words.size()), unlisted);
    }

    private static QuestionScope scope(RequestedCounters asked) {
        return scope(asked, Map.of(Attribute.OS, Set.of("linux"), Attribute.ARCH, Set.of("amd64")));
    }

    private static QuestionScope scope(RequestedCounters asked, Map<Attribute, Set<String>> values) {
        Map<Attribute, Set<String>> all = new EnumMap<>(Attribute.class);
        all.put(Attribute.VERSION, new TreeSet<>(Set.of("1.0")));
        if (asked instanceof RequestedCounters.BuiltIn builds) {
            all.put(builds.attribute(), new TreeSet<>(values.getOrDefault(builds.attribute(), Set.of())));
        }
        return new QuestionScope(1, Set.of(), asked, all, Optional.empty());
    }
}
