package dev.limpid.web.layout;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that is too long for one page.
 *
 * @param first the first page's path
 * @param folder the folder of the other pages: {@code folder/2} and so on
 * @param page the number of the shown page, from 1
 * @param pages how many there are, at least 1
 */
public record Paging(String first, String folder, int page, int pages) {
    private static final int AROUND = 2;

    /** Whether a list of this many things has this page. */
    public static boolean has(int page, int things, int perPage) {
        return page >= 1 && page <= count(things, perPage);
    }

    /** How many pages this many things fill. */
    public static int count(int things, int perPage) {
        return Math.max(1, (things + perPage - 1) / perPage);
    }

    /** The number of a page in a path: {@code 2} and above, as it is written in links; empty for anything else. */
    public static OptionalInt number(String text) {
        if (!text.matches("[1-9][0-9]{0,4}") || text.equals("1")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    /** The part of a list that this page shows. */
    public <T> List<T> part(List<T> all, int perPage) {
        return all.subList(Math.min(all.size(), (page - 1) * perPage), Math.min(all.size(), page * perPage));
    }

    /** Whether there is more than this page. */
    public boolean isSeveral() {
        return pages > 1;
    }

    /** The path of a page. */
    public String path(int number) {
        return number == 1 ? first : folder + "/" + number;
    }

    /** The pages that this page links to: the first, the last, and those around it. */
    public List<Integer> linked() {
        return IntStream.rangeClosed(1, pages)
                .filter(one -> one == 1 || one == pages || Math.abs(one - page) <= AROUND)
                .boxed()
                .toList();
    }

    /** Whether pages without a link come before this one. */
    public boolean isGapBefore(int number) {
        return number > 1 && !linked().contains(number - 1);
    }

    /** The value of {@code aria-current} for a link to a page. */
    public @Nullable String current(int number) {
        return number == page ? "page" : null;
    }
}
