package dev.limpid.charts.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.Machines;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.protocol.answer.Attribute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which machines are on which side of a comparison, counted by hand. */
class ComparisonGroupsTest {

    private static final Map<String, Long> HIT = Map.of("cache:hit", 1L);
    private static final String UNKNOWN = "7.0";

    private final ChartWeeks weeks = new Machines("cache")
            .add(5, "linux", "1.13", HIT)
            .add(7, "linux", "1.14", HIT)
            .add(11, "linux", List.of("1.13", "1.14"), HIT)
            .add(13, "linux", List.of("1.14", "1.15"), HIT)
            .add(17, "linux", List.of("1.9", "1.15"), HIT)
            .add(19, "linux", List.of("1.14", UNKNOWN), HIT)
            .add(23, "linux", List.of("1.9", "1.13"), HIT)
            .add(29, "linux", UNKNOWN, HIT)
            .add(31, "darwin", "1.14", HIT)
            .add(37, "darwin", List.of("1.13", "1.15"), HIT)
            .weeks();
    private final ComparisonGroups groups =
            new ComparisonGroups(weeks, weeks.chart().grids().get(0));
    private final int linux = value(Attribute.OS, "linux");
    private final int darwin = value(Attribute.OS, "darwin");
    private final int v113 = value(Attribute.VERSION, "1.13");
    private final int v114 = value(Attribute.VERSION, "1.14");

    private int value(Attribute attribute, String name) {
        return weeks.chart().splits().stream()
                .filter(split -> split.attribute() == attribute)
                .findFirst()
                .orElseThrow()
                .values()
                .indexOf(name);
    }

    @Test
    void machineOfOneVersion_isWithItsVersion_orWithTheOthers() {
        assertThat(groups.version(v114).answers()).isEqualTo(7 + 31);
        // Of several versions, those that are all earlier, or all later, belong to the others as well.
        assertThat(groups.otherVersions(v114).answers()).isEqualTo(5 + 23);
        assertThat(groups.otherVersions(v113).answers()).isEqualTo(7 + 13 + 31);
    }

    @Test
    void machineOfSeveralVersions_isSinceAVersion_ifAllOfItsVersionsAre() {
        assertThat(groups.since(v114).answers()).isEqualTo(7 + 13 + 31);
        assertThat(groups.since(v113).answers()).isEqualTo(5 + 7 + 11 + 13 + 31 + 37);
        assertThat(groups.since(linux, v114).answers()).isEqualTo(7 + 13);
        assertThat(groups.since(darwin, v113).answers()).isEqualTo(31 + 37);
        assertThat(groups.othersSince(linux, v113).answers()).isEqualTo(31 + 37);
        assertThat(groups.othersSince(darwin, v114).answers()).isEqualTo(7 + 13);
    }

    @Test
    void machineOfSeveralVersions_isBeforeAVersion_ifNoneOfItsVersionsIsSince() {
        assertThat(groups.before(v114).answers()).isEqualTo(5 + 23);
        assertThat(groups.before(v113).answers()).isZero();
        assertThat(groups.before(linux, v114).answers()).isEqualTo(5 + 23);
        assertThat(groups.before(darwin, v114).answers()).isZero();
    }

    /** A version that no configuration knows may be earlier or later. */
    @Test
    void machineOfVersionsOnBothSides_orOfAnUnknownOne_mayBelongToEither() {
        assertThat(groups.straddling(v114).answers()).isEqualTo(11 + 17 + 19 + 37);
        assertThat(groups.straddling(v113).answers()).isEqualTo(17 + 19 + 23);
        assertThat(groups.straddling(linux, v114).answers()).isEqualTo(11 + 17 + 19);
        assertThat(groups.othersStraddling(linux, v114).answers()).isEqualTo(37);
        assertThat(groups.othersStraddling(darwin, v114).answers()).isEqualTo(11 + 17 + 19);
    }

    @Test
    void machineOfSeveralVersions_mayIncludeThoseBetweenItsOldestAndItsNewest() {
        assertThat(groups.withSeveralVersionsIncluding(v114).answers()).isEqualTo(11 + 13 + 17 + 19 + 37);
        assertThat(groups.withSeveralVersionsIncluding(v113).answers()).isEqualTo(11 + 17 + 19 + 23 + 37);
        assertThat(groups.withSeveralVersionsIncluding(value(Attribute.VERSION, "1.15"))
                        .answers())
                .isEqualTo(13 + 17 + 19 + 37);
    }

    /** Nobody knows where an unknown version alone belongs, so such machines are in no group. */
    @Test
    void machinesWithAValue_areThoseOfAllKnownVersions_together() {
        assertThat(groups.value(linux).answers()).isEqualTo(5 + 7 + 11 + 13 + 17 + 19 + 23);
        assertThat(groups.otherValues(linux).answers()).isEqualTo(31 + 37);
        assertThat(groups.otherValues(darwin).answers()).isEqualTo(5 + 7 + 11 + 13 + 17 + 19 + 23);
    }

    @Test
    void valuesAndVersions_areThoseThatSomeMachineHasAlone() {
        assertThat(groups.values()).containsExactlyInAnyOrder(linux, darwin);
        assertThat(groups.versions()).containsExactly(v113, v114);
        assertThat(groups.versionsOf(linux)).containsExactly(v113, v114);
        assertThat(groups.versionsOf(darwin)).containsExactly(v114);
        assertThat(groups.versionsOf(value(Attribute.OS, "windows"))).isEmpty();
    }
}
