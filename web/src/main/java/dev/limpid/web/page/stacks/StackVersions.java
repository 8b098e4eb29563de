package dev.limpid.web.page.stacks;

import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.StackVersion;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.NaturalOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The versions in which stacks were seen, and the stacks of one of them. */
public final class StackVersions {
    /** Names that can be a file's name on every host; other versions are shown but have no page. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,99}");

    private StackVersions() {}

    /**
     * A version with stacks.
     *
     * @param name the version
     * @param stacks how many different stacks it has
     * @param only how many of them occur in no other version
     */
    public record Seen(String name, int stacks, int only) {

        /** The path of the page with its stacks. */
        public String path() {
            return "stacks/" + name;
        }
    }

    /** All versions of all programs with stacks that can have a page, the newest first. */
    public static List<Seen> of(ChartSet set) {
        Map<String, Integer> stacks = new HashMap<>();
        Map<String, Integer> only = new HashMap<>();
        all(set).forEach(stack -> {
            stack.versions().forEach(in -> stacks.merge(in.version(), 1, Integer::sum));
            if (stack.versions().size() == 1) {
                only.merge(stack.versions().get(0).version(), 1, Integer::sum);
            }
        });
        return stacks.keySet().stream()
                .filter(name -> NAME.matcher(name).matches())
                .sorted(Comparator.comparing((String name) -> name.equals(Cell.OTHER))
                        .thenComparing(NaturalOrder.INSTANCE.reversed()))
                .map(name -> new Seen(name, stacks.getOrDefault(name, 0), only.getOrDefault(name, 0)))
                .toList();
    }

    private static Stream<StackCount> all(ChartSet set) {
        return set.programs().stream()
                .flatMap(program -> program.charts().stream())
                .flatMap(chart -> chart instanceof Stacks some ? some.stacks().stream() : Stream.empty());
    }

    /** The stacks of a version with its figures, the most common first. */
    static List<StackCount> within(String version, List<StackCount> stacks) {
        return stacks.stream()
                .flatMap(stack -> in(version, stack).stream()
                        .map(in -> new StackCount(
                                stack.frames(), in.answers(), in.events(), in.share(), stack.versions())))
                .sorted(Comparator.comparingDouble(stack -> -stack.share().value()))
                .toList();
    }

    private static Optional<StackVersion> in(String version, StackCount stack) {
        return stack.versions().stream()
                .filter(one -> one.version().equals(version))
                .findFirst();
    }
}
