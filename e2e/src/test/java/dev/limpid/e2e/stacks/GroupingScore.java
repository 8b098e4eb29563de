package dev.limpid.e2e.stacks;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * How well groups correspond to causes, by pairs of stacks of one program: the share of pairs in one group that have one
 * cause, and the share of pairs with one cause that are in one group.
 *
 * @param together pairs in one group
 * @param alike pairs with one cause
 * @param right pairs that are both
 */
record GroupingScore(long together, long alike, long right) {

    /** A stack with a known cause. */
    record Known(String program, String cause, String from, List<String> frames) {}

    static GroupingScore of(List<Known> stacks, Function<List<String>, ?> group) {
        List<Object> groups = stacks.stream()
                .map(stack -> (Object) group.apply(stack.frames()))
                .toList();
        long together = 0;
        long alike = 0;
        long right = 0;
        for (int i = 0; i < stacks.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (stacks.get(i).program().equals(stacks.get(j).program())) {
                    boolean isTogether = groups.get(i).equals(groups.get(j));
                    boolean isAlike = stacks.get(i).cause().equals(stacks.get(j).cause());
                    together += isTogether ? 1 : 0;
                    alike += isAlike ? 1 : 0;
                    right += isTogether && isAlike ? 1 : 0;
                }
            }
        }
        return new GroupingScore(together, alike, right);
    }

    double precision() {
        return together == 0 ? 1 : (double) right / together;
    }

    double recall() {
        return alike == 0 ? 1 : (double) right / alike;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "precision %.3f, recall %.3f", precision(), recall());
    }
}
