package dev.limpid.charts.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.answer.Attribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The cells of comparisons and of reweighting: all machines of up to three parts, each in its own cell. */
class GridsTest {

    private static final SplitPlan OS = new SplitPlan(Attribute.OS, List.of("darwin", "linux", "other"), 1);
    private static final SplitPlan VERSION = new SplitPlan(Attribute.VERSION, List.of("1.0", "1.1", "1.2", "other"), 4);
    private static final long FIRST = 8;

    /** A machine's parts: for each its value of the system, and of the version; -1 if the answer lacks it. */
    private record Machine(int[]... values) implements AnswerParts {
        @Override
        public int parts() {
            return values.length;
        }

        @Override
        public int value(int part, int split) {
            return values[part][split];
        }

        Set<Integer> of(int split) {
            Set<Integer> all = new TreeSet<>();
            for (int[] part : values) {
                all.add(part[split]);
            }
            return all;
        }
    }

    private static List<Machine> machines() {
        List<int[]> parts = new ArrayList<>();
        for (int os = -1; os < 3; os++) {
            for (int version = -1; version < 4; version++) {
                parts.add(new int[] {os, version});
            }
        }
        List<Machine> machines = new ArrayList<>();
        for (int[] one : parts) {
            machines.add(new Machine(one));
            for (int[] two : parts) {
                machines.add(new Machine(one, two));
                for (int[] three : parts) {
                    machines.add(new Machine(one, two, three));
                }
            }
        }
        return machines;
    }

    @Test
    void grids_areOnePerAttribute_eachWithTheVersions() {
        SplitPlan arch = new SplitPlan(Attribute.ARCH, List.of("amd64", "other"), 8);
        List<ComparisonGrid> grids = ComparisonGrid.of(List.of(VERSION, OS, arch), 10);

        assertThat(grids).hasSize(2);
        assertThat(grids).extracting(ComparisonGrid::valueSplit).containsExactly(1, 2);
        assertThat(grids).extracting(ComparisonGrid::versionSplit).containsExactly(0, 0);
        assertThat(grids).extracting(ComparisonGrid::values).containsExactly(3, 2);
        assertThat(grids).extracting(ComparisonGrid::versions).containsExactly(4, 4);
        // Three systems and four versions: 12 cells of one version, 1 of those who do not say, 48 of several.
        assertThat(grids.get(0).cellCount()).isEqualTo(10 + 12 + 1 + 48);
        assertThat(grids.get(1).cell(0, 0)).isEqualTo(grids.get(0).cellCount());
    }

    @Test
    void grids_ofOneAttribute() {
        assertThat(ComparisonGrid.of(List.of(), 1)).isEmpty();
        ComparisonGrid versions = ComparisonGrid.of(List.of(VERSION), 5).get(0);
        assertThat(List.of(versions.valueSplit(), versions.versionSplit(), versions.values(), versions.versions()))
                .containsExactly(-1, 0, 1, 4);
        ComparisonGrid systems = ComparisonGrid.of(List.of(OS), 5).get(0);
        assertThat(List.of(systems.valueSplit(), systems.versionSplit(), systems.values(), systems.versions()))
                .containsExactly(0, -1, 3, 1);
        assertThat(systems.cell(new Machine(new int[] {2, -1}))).isEqualTo(5 + 2);
    }

    @Test
    void cell_isThatOfTheValueAndTheVersions() {
        ComparisonGrid grid = ComparisonGrid.of(List.of(OS, VERSION), FIRST).get(0);
        Set<Long> used = new HashSet<>();
        for (Machine machine : machines()) {
            Set<Integer> systems = machine.of(0);
            TreeSet<Integer> versions = new TreeSet<>(machine.of(1));
            long cell = grid.cell(machine);
            used.add(cell);
            String as = Arrays.deepToString(machine.values());
            if (systems.contains(-1) || versions.contains(-1)) {
                assertThat(cell).as(as).isEqualTo(grid.unknownValueCell());
            } else if (systems.size() > 1) {
                assertThat(cell).as(as).isZero();
            } else if (versions.size() == 1) {
                assertThat(cell)
                        .as(as)
                        .isEqualTo(grid.cell(systems.iterator().next(), versions.first()))
                        .isBetween(FIRST, grid.unknownValueCell() - 1);
            } else {
                assertThat(cell).as(as).isBetween(grid.firstSeveralVersionsCell(), grid.cellCount() - 1);
                assertThat(List.of(grid.valueOfCell(cell), grid.oldestVersion(cell), grid.newestVersion(cell)))
                        .as(as)
                        .containsExactly(systems.iterator().next(), versions.first(), versions.last());
            }
        }
        // Three systems with four versions, of which six pairs are an oldest and a newest; those of no cell and unsaid.
        assertThat(used).hasSize(3 * 4 + 3 * 6 + 2);
    }

    @Test
    void rakingCell_isThatOfTheLastTwoBucketsOfEachMargin() {
        RakingPlan plan = new RakingPlan(
                List.of(margin(Attribute.OS, "linux", "plan9"), margin(Attribute.VERSION, "1.1", "1.0")),
                List.of(OS, VERSION));
        assertThat(plan.isEmpty()).isFalse();
        // In the order of the split; then those that no configuration knows; then all others.
        assertThat(plan.margins())
                .extracting(RakingPlan.Known::buckets)
                .containsExactly(List.of("linux", "plan9", "other"), List.of("1.0", "1.1", "other"));
        assertThat(plan.margins().get(0).shares()).containsExactly(0.25, 0.5, 0.25);
        assertThat(plan.margins().get(1).shares()).containsExactly(0.5, 0.25, 0.25);
        assertThat(plan.margins().get(0).bucketOf()).containsExactly(2, 0, 2);
        assertThat(plan.margins().get(1).bucketOf()).containsExactly(0, 1, 2, 2);
        assertThat(plan.margins()).extracting(RakingPlan.Known::splitIndex).containsExactly(0, 1);

        Map<List<List<Integer>>, Long> cells = new HashMap<>();
        for (Machine machine : machines()) {
            long cell = plan.cell(machine);
            String as = Arrays.deepToString(machine.values());
            if (machine.of(0).contains(-1) || machine.of(1).contains(-1)) {
                assertThat(cell).as(as).isZero();
                continue;
            }
            List<List<Integer>> buckets = new ArrayList<>();
            for (int margin = 0; margin < 2; margin++) {
                TreeSet<Integer> set = new TreeSet<>();
                for (int value : machine.of(margin)) {
                    set.add(plan.margins().get(margin).bucketOf()[value]);
                }
                int last = set.last();
                int before = set.size() == 1 ? last : set.lower(last);
                buckets.add(List.of(before, last));
                assertThat(plan.buckets(margin, cell)).as(as).containsExactly(before, last);
            }
            assertThat(cell).as(as).isNegative();
            assertThat(cells.computeIfAbsent(buckets, any -> cell)).as(as).isEqualTo(cell);
        }
        assertThat(new HashSet<>(cells.values())).hasSameSizeAs(cells.keySet());
    }

    @Test
    void raking_withoutAMarginOfTheSplits_isEmpty() {
        assertThat(new RakingPlan(List.of(), List.of(OS)).isEmpty()).isTrue();
        assertThat(new RakingPlan(List.of(margin(Attribute.ARCH, "amd64", "arm64")), List.of(OS)).isEmpty())
                .isTrue();
    }

    @Test
    void raking_ofMoreCellsThanALongHolds_isRefused() {
        List<Margin> margins = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            margins.add(margin(Attribute.OS, "linux", "plan9"));
        }
        // 9^19 fits into a long, 9^20 does not.
        assertThat(new RakingPlan(margins.subList(0, 19), List.of(OS)).margins())
                .hasSize(19);
        assertThatThrownBy(() -> new RakingPlan(margins, List.of(OS))).isInstanceOf(ArithmeticException.class);
    }

    private static Margin margin(Attribute attribute, String quarter, String half) {
        return new Margin("a/tool", attribute, new TreeMap<>(Map.of(quarter, 0.25, half, 0.5, "other", 0.25)));
    }
}
