package dev.limpid.e2e.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A block of a page that is set as code.
 *
 * @param page its path, relative to the repository
 * @param line the line on which it begins
 * @param language the language that the page names; empty if none
 */
record Snippet(String page, int line, String language, String text) {

    private static final Pattern BLOCK = Pattern.compile("(?m)^```(\\w*)\n(.*?)^```$", Pattern.DOTALL);

    /** All of a page, in order. */
    static List<Snippet> of(Path root, String page) throws IOException {
        String text = Files.readString(root.resolve(page));
        List<Snippet> snippets = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            int line = (int) text.substring(0, block.start()).lines().count() + 1;
            snippets.add(new Snippet(page, line, block.group(1), block.group(2)));
        }
        return snippets;
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
