package dev.limpid.charts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The cells by which a program's reports are kept apart so that they can be reweighted: one for each combination of the
 * buckets of its margins. Without margins there is one cell.
 */
final class Cells {

    private final List<Margin> margins;
    private final List<Map<String, Integer>> places = new ArrayList<>();
    private final int count;

    Cells(List<Margin> margins) {
        this.margins = List.copyOf(margins);
        int cells = 1;
        for (Margin margin : margins) {
            Map<String, Integer> place = new HashMap<>();
            for (String bucket : margin.shares().keySet()) {
                place.put(bucket, place.size());
            }
            place.putIfAbsent(Platform.OTHER, place.size());
            places.add(place);
            cells = Math.multiplyExact(cells, place.size());
        }
        count = cells;
    }

    List<Margin> margins() {
        return margins;
    }

    int count() {
        return count;
    }

    /** Of the buckets of one platform: which part of the cell each is, ready to be added up. */
    int[] parts(Platform platform, List<String> buckets) {
        int[] parts = new int[buckets.size()];
        int stride = 1;
        for (int i = 0; i < margins.size(); i++) {
            Map<String, Integer> place = places.get(i);
            if (margins.get(i).platform() == platform) {
                for (int bucket = 0; bucket < parts.length; bucket++) {
                    Integer found = place.get(buckets.get(bucket));
                    parts[bucket] = stride * (found == null ? place.getOrDefault(Platform.OTHER, 0) : found);
                }
            }
            stride *= place.size();
        }
        return parts;
    }

    /** The place of a cell within one of the margins. */
    int place(int margin, int cell) {
        int rest = cell;
        for (int i = 0; i < margin; i++) {
            rest /= places.get(i).size();
        }
        return rest % places.get(margin).size();
    }

    /** The known shares of one margin, by place. */
    double[] shares(int margin) {
        double[] shares = new double[places.get(margin).size()];
        margins.get(margin)
                .shares()
                .forEach((bucket, share) -> shares[places.get(margin).getOrDefault(bucket, 0)] = share);
        return shares;
    }

    /** What a place of a margin is called. */
    String name(int margin, int place) {
        return places.get(margin).entrySet().stream()
                .filter(entry -> entry.getValue() == place)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Platform.OTHER);
    }
}
