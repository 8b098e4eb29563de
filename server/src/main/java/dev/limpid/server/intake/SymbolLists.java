package dev.limpid.server.intake;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.report.PublishedSymbols;
import dev.limpid.protocol.report.StackName;
import dev.limpid.server.file.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The methods that published programs have: the file {@code <program>@<version>.txt} names {@code class.method} of each,
 * as {@link PublishedSymbols} reads it. A stack with a frame that is neither in the list nor of the JDK is left out of
 * the answer, since only the sender's own code can have such a name. So is one with offsets, as Go has them, of a
 * program that cannot run on Go. Where there is no list nobody can tell, so every stack is left out but those that the
 * configuration takes unlisted. Safe for use by many threads: its maps are concurrent, and a list that is read twice is
 * the same.
 */
public final class SymbolLists {

    /** What the runtimes of Go programs begin with. */
    private static final String GO = "go";

    private static final Logger LOG = LoggerFactory.getLogger(SymbolLists.class);

    private final Path folder;
    private final Map<String, Optional<Set<String>>> lists = new ConcurrentHashMap<>();
    private final Set<String> missed = ConcurrentHashMap.newKeySet();

    /** The lists below this folder, which need not be there. */
    public SymbolLists(Path folder) {
        this.folder = folder;
    }

    /**
     * The answer without the stacks that show what no published program has.
     *
     * @param config lets the answer pass
     */
    Answer screen(Answer answer, CollectionConfig config, IntakeEvents events) throws IOException {
        Question question = config.question(answer.chart()).orElseThrow();
        if (!(question.asked() instanceof RequestedCounters.Stacks asked) || answer.isEmpty()) {
            return answer;
        }
        CollectionConfig.Program program = config.programs().stream()
                .filter(one -> answer.chart().equals(CollectionConfig.chart(one, question)))
                .findFirst()
                .orElseThrow();
        List<AnswerPart> parts = new ArrayList<>();
        int dropped = 0;
        for (AnswerPart part : answer.parts()) {
            AnswerPart kept = kept(part, program, asked, mayBeGo(part, config));
            dropped += part.counts().size() - kept.counts().size();
            parts.add(kept);
        }
        for (int i = 0; i < dropped; i++) {
            events.stackDropped();
        }
        if (dropped == 0) {
            return answer;
        }
        // Only an answer with as many stacks as it may have can say that more are left out.
        parts.replaceAll(part -> new AnswerPart(part.attributes(), part.counts(), 0));
        return new Answer(answer.week(), answer.config(), answer.chart(), parts);
    }

    private static boolean mayBeGo(AnswerPart part, CollectionConfig config) {
        String said = part.attributes().get(Attribute.RUNTIME);
        return said != null ? said.startsWith(GO) : config.runtime().stream().anyMatch(one -> one.startsWith(GO));
    }

    private AnswerPart kept(
            AnswerPart part, CollectionConfig.Program program, RequestedCounters.Stacks asked, boolean mayBeGo)
            throws IOException {
        // An answer that does not say which version it is of may be of any that the question is asked of.
        String said = part.attributes().get(Attribute.VERSION);
        List<String> versions = said == null ? program.versions() : List.of(said);
        List<Set<String>> lists = new ArrayList<>();
        for (String version : versions) {
            methods(program.name(), version).ifPresent(lists::add);
        }
        SortedMap<String, Long> kept = new TreeMap<>(part.counts());
        kept.keySet().removeIf(stack -> !mayBeGo && StackName.hasOffsets(stack));
        kept.keySet()
                .removeIf(stack -> lists.isEmpty()
                        ? !asked.unlisted()
                        : lists.stream().noneMatch(known -> isPublished(stack, known)));
        if (lists.isEmpty() && kept.size() < part.counts().size() && !versions.isEmpty()) {
            tellMissing(program.name(), versions.get(versions.size() - 1));
        }
        return new AnswerPart(part.attributes(), kept, part.leftOut());
    }

    private void tellMissing(String program, String version) {
        String file = file(program, version);
        if (missed.add(file)) {
            LOG.warn(
                    "stacks of {} {} are left out of answers: there is no list of its published methods, expected {}",
                    program,
                    version,
                    folder.resolve(file));
        }
    }

    /** Reads the lists anew when they are asked for next. */
    public void forget() {
        lists.clear();
    }

    private static boolean isPublished(String stack, Set<String> methods) {
        for (String frame : StackName.frames(stack)) {
            boolean known = frame.equals(StackName.HIDDEN)
                    || methods.contains(StackName.symbol(frame))
                    || StackName.isOfJdk(frame);
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private Optional<Set<String>> methods(String program, String version) throws IOException {
        // The names are the configuration's, so there are no more of them than it lists.
        String name = file(program, version);
        if (!lists.containsKey(name)) {
            lists.put(name, read(name));
        }
        return lists.getOrDefault(name, Optional.empty());
    }

    private static String file(String program, String version) {
        return program + "@" + version + ".txt";
    }

    /** A list that cannot be read is none: its version's stacks are left out, and all else is taken. */
    private Optional<Set<String>> read(String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder) || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    PublishedSymbols.of(InputFile.placed(file).lines().toList()).symbols());
        } catch (IOException e) {
            LOG.error("stacks are left out of answers: a list of published methods cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
