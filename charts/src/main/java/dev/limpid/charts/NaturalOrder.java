package dev.limpid.charts;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Orders versions as people do: 1.9 before 1.10, and {@code 1.2.0-pre.1} and {@code 1.2rc1} before {@code 1.2.0}. Names
 * that are equal by this rule are ordered by their characters, so the order is total.
 */
public final class NaturalOrder implements Comparator<String> {

    /** The order. */
    public static final NaturalOrder INSTANCE = new NaturalOrder();

    private static final Pattern PART = Pattern.compile("[0-9]+|[a-zA-Z]+|[^0-9a-zA-Z]");

    private NaturalOrder() {}

    @Override
    public int compare(String left, String right) {
        Matcher lefts = PART.matcher(left);
        Matcher rights = PART.matcher(right);
        while (true) {
            boolean hasLeft = lefts.find();
            boolean hasRight = rights.find();
            if (!hasLeft && !hasRight) {
                return left.compareTo(right);
            }
            String one = hasLeft ? lefts.group() : "";
            String other = hasRight ? rights.group() : "";
            int order = Integer.compare(rank(one), rank(other));
            if (order == 0 && rank(one) == NUMBER) {
                order = new BigInteger(one).compareTo(new BigInteger(other));
            } else if (order == 0) {
                order = one.compareTo(other);
            }
            if (order != 0) {
                return order;
            }
        }
    }

    private static final int NUMBER = 4;

    /** Pre-release markers sort before the end of the name, and the end before further parts. */
    private static int rank(String part) {
        if (part.isEmpty()) {
            return 2;
        }
        char first = part.charAt(0);
        if (Character.isDigit(first)) {
            return NUMBER;
        }
        return Character.isLetter(first) ? 1 : first == '-' ? 0 : 3;
    }
}
