package dev.limpid.dist.forge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The accounts whose issues and comments we trust: marks are accepted only in these, since anybody can write a mark.
 */
public final class TrustedAccounts {

    /** For read-only runs where the accounts are unknown: marks of all accounts are accepted. */
    public static final TrustedAccounts UNKNOWN = new TrustedAccounts(Optional.empty());

    private final Optional<Set<String>> names;

    private TrustedAccounts(Optional<Set<String>> names) {
        this.names = names;
    }

    /** The accounts with these names; forges ignore case in names. */
    public static TrustedAccounts of(List<String> names) {
        return new TrustedAccounts(
                Optional.of(names.stream().map(TrustedAccounts::plain).collect(Collectors.toUnmodifiableSet())));
    }

    boolean contains(String author) {
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
