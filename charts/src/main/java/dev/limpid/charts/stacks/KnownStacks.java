package dev.limpid.charts.stacks;

import java.util.List;
import java.util.Optional;

/**
 * All stacks that a program's maintainers know, read from a file in their repository.
 *
 * @param all in the order of the text
 * @param trialVersions versions that the maintainers use for their own trials; a {@code *} at the end matches any rest
 */
public record KnownStacks(List<KnownStack> all, List<String> trialVersions) {

    /** No known stacks. */
    public static final KnownStacks NONE = new KnownStacks(List.of(), List.of());

    public KnownStacks {
        all = List.copyOf(all);
        trialVersions = List.copyOf(trialVersions);
    }

    /**
     * Parses the text of a file, {@code spec/known-stacks.md}.
     *
     * @param file its name, for messages
     * @throws MalformedKnownStacksException if anything in it is wrong; it lists all problems
     */
    public static KnownStacks parse(String file, String text) throws MalformedKnownStacksException {
        // Some editors begin a file with a byte order mark.
        String bare = text.startsWith("\ufeff") ? text.substring(1) : text;
        return new KnownStacksReader(file, bare).read();
    }

    /** The known stacks that match these frames; more than one if the file is ambiguous. */
    public List<KnownStack> matching(List<String> frames) {
        return all.stream().filter(known -> known.matches(frames)).toList();
    }

    /** Whether a version belongs to the maintainers' own trials. */
    public boolean isTestVersion(String version) {
        return trialVersions.stream()
                .anyMatch(one -> one.endsWith("*")
                        ? version.startsWith(one.substring(0, one.length() - 1))
                        : version.equals(one));
    }

    /** The known stack of an issue. */
    public Optional<KnownStack> ofIssue(String issue) {
        return all.stream()
                .filter(known -> known.issue().equals(Optional.of(issue)))
                .findFirst();
    }
}
