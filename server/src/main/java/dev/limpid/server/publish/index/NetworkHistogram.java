package dev.limpid.server.publish.index;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many networks gave how many of a week's answers, and how many answers came through each relay. Nothing else about
 * the origin of answers is kept or published.
 *
 * @param one networks that gave a single answer
 * @param upTo9 those that gave 2 to 9
 * @param upTo99 those that gave 10 to 99
 * @param more those that gave 100 or more
 * @param relays how many answers came through each relay; their networks are unknown
 */
public record NetworkHistogram(long one, long upTo9, long upTo99, long more, SortedMap<String, Long> relays) {

    public NetworkHistogram {
        relays = Collections.unmodifiableSortedMap(new TreeMap<>(relays));
    }

    /** Without relays. */
    public NetworkHistogram(long one, long upTo9, long upTo99, long more) {
        this(one, upTo9, upTo99, more, new TreeMap<>());
    }

    /** This histogram with one more answer through a relay. */
    public NetworkHistogram andThrough(String relay) {
        Map<String, Long> counted = new TreeMap<>(relays);
        counted.merge(relay, 1L, Long::sum);
        return new NetworkHistogram(one, upTo9, upTo99, more, new TreeMap<>(counted));
    }
}
