package dev.limpid.dist.forge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The accounts whose issues and comments are ours: our marks are believed in them and in no others, since everybody can
 * write a mark.
 */
public final class TrustedAccounts {

    /** For whoever only looks, and does not know: marks of all are believed. */
    public static final TrustedAccounts UNKNOWN = new TrustedAccounts(Optional.empty());

    private final Optional<Set<String>> names;

    private TrustedAccounts(Optional<Set<String>> names) {
        this.names = names;
    }

    /** Those of these names, which forges do not tell apart by capital letters. */
    public static TrustedAccounts of(List<String> names) {
        return new TrustedAccounts(
                Optional.of(names.stream().map(TrustedAccounts::plain).collect(Collectors.toUnmodifiableSet())));
    }

    boolean have(String author) {
        return names.map(all -> all.contains(plain(author))).orElse(true);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return names.map(all -> all.stream().sorted().collect(Collectors.joining(", ")))
                .orElse("anybody");
    }
}
