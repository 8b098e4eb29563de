package dev.limpid.charts.stacks;

import java.util.List;
import java.util.Optional;

/**
 * All stacks that a program's maintainers know, from the file in their repository.
 *
 * @param all in the order of the text
 * @param trialVersions versions that the maintainers gave to their own trials; a {@code *} at the end stands for any rest
 */
public record KnownStacks(List<KnownStack> all, List<String> trialVersions) {

    /** Nothing is known. */
    public static final KnownStacks NONE = new KnownStacks(List.of(), List.of());

    public KnownStacks {
        all = List.copyOf(all);
        trialVersions = List.copyOf(trialVersions);
    }

    /**
     * Reads the text of a file as {@code spec/known-stacks.md} has it.
     *
     * @param file its name, for messages
     * @throws MalformedKnownStacksException if anything in it is wrong, with all of it
     */
    public static KnownStacks parse(String file, String text) throws MalformedKnownStacksException {
        // Some editors begin a file with the mark of its byte order.
        String bare = text.startsWith("\ufeff") ? text.substring(1) : text;
        return new KnownStacksReader(file, bare).read();
    }

    /** Those that claim a stack: more than one if the file is not clear about it. */
    public List<KnownStack> claiming(List<String> frames) {
        return all.stream().filter(known -> known.claims(frames)).toList();
    }

    /** Whether a version is of the maintainers' own trials. */
    public boolean isOfTrials(String version) {
        return trialVersions.stream()
                .anyMatch(one -> one.endsWith("*")
                        ? version.startsWith(one.substring(0, one.length() - 1))
                        : version.equals(one));
    }

    /** The one that has an issue. */
    public Optional<KnownStack> ofIssue(String issue) {
        return all.stream()
                .filter(known -> known.issue().equals(Optional.of(issue)))
                .findFirst();
    }
}
