package dev.limpid.uploader.config.source;

import java.util.Locale;

/** Lists of hosts that are reached without a proxy: {@code localhost,.example.org,*.corp}. */
final class HostPatterns {

    private HostPatterns() {}

    static boolean anyMatch(String patterns, String host) {
        String name = host.toLowerCase(Locale.ROOT);
        for (String each : patterns.toLowerCase(Locale.ROOT).split(",", -1)) {
            String pattern = each.trim();
            if (pattern.equals("*") || pattern.equals(name)) {
                return true;
            }
            String suffix = pattern.startsWith("*") ? pattern.substring(1) : pattern;
            if (suffix.startsWith(".") && (name.endsWith(suffix) || name.equals(suffix.substring(1)))) {
                return true;
            }
        }
        return false;
    }
}
