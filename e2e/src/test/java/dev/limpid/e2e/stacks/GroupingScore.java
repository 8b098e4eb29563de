package dev.limpid.e2e.stacks;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * How well groups are causes, by pairs of stacks of one program: of those in one group the part that has one cause, and of
 * those of one cause the part that is in one group.
 *
 * @param together pairs in one group
 * @param alike pairs of one cause
 * @param right pairs of both
 */
record GroupingScore(long together, long alike, long right) {

    /** A stack of which the cause is known. */
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
