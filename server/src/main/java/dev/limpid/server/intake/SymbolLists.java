package dev.limpid.server.intake;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.report.PublishedSymbols;
import dev.limpid.protocol.report.StackNameSyntax;
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
 * The methods of published programs: the file {@code <program>@<version>.txt} lists each as {@code class.method}, in
 * the format of {@link PublishedSymbols}. A stack with a frame that is neither in the list nor in the JDK is left out
 * of the answer, since only the sender's own code can have such a name. A stack with Go's offsets is left out if the
 * program cannot run on Go. Without a list, every stack is left out unless the configuration accepts unlisted stacks.
 * Safe for use by many threads: its maps are concurrent, and two threads that read the same list get the same result.
 */
public final class SymbolLists {

    /** The prefix of the runtimes of Go programs. */
    private static final String GO = "go";

    private static final Logger LOG = LoggerFactory.getLogger(SymbolLists.class);

    private final Path folder;
    private final Map<String, Optional<Set<String>>> lists = new ConcurrentHashMap<>();
    private final Set<String> missed = ConcurrentHashMap.newKeySet();

    /** The lists in this folder, which need not exist. */
    public SymbolLists(Path folder) {
        this.folder = folder;
    }

    /**
     * The answer without the stacks that contain unpublished methods.
     *
     * @param config allows the answer
     */
    Answer filter(Answer answer, CollectionConfig config, IntakeEvents events) throws IOException {
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
        // Only an answer with the maximum number of stacks may declare that more were left out.
        parts.replaceAll(part -> new AnswerPart(part.attributes(), part.counts(), 0));
        return new Answer(answer.week(), answer.config(), answer.chart(), parts);
    }

    private static boolean mayBeGo(AnswerPart part, CollectionConfig config) {
        String declared = part.attributes().get(Attribute.RUNTIME);
        return declared != null
                ? declared.startsWith(GO)
                : config.runtime().stream().anyMatch(one -> one.startsWith(GO));
    }

    private AnswerPart kept(
            AnswerPart part, CollectionConfig.Program program, RequestedCounters.Stacks asked, boolean mayBeGo)
            throws IOException {
        // An answer without a version can come from any version that the question covers.
        String declared = part.attributes().get(Attribute.VERSION);
        List<String> versions = declared == null ? program.versions() : List.of(declared);
        List<Set<String>> lists = new ArrayList<>();
        for (String version : versions) {
            methods(program.name(), version).ifPresent(lists::add);
        }
        SortedMap<String, Long> kept = new TreeMap<>(part.counts());
        kept.keySet().removeIf(stack -> !mayBeGo && StackNameSyntax.hasOffsets(stack));
        kept.keySet()
                .removeIf(stack -> lists.isEmpty()
                        ? !asked.unlisted()
                        : lists.stream().noneMatch(known -> isPublished(stack, known)));
        if (lists.isEmpty() && kept.size() < part.counts().size() && !versions.isEmpty()) {
            warnMissing(program.name(), versions.get(versions.size() - 1));
        }
        return new AnswerPart(part.attributes(), kept, part.leftOut());
    }

    private void warnMissing(String program, String version) {
        String file = file(program, version);
        if (missed.add(file)) {
            LOG.warn(
                    "stacks of {} {} are left out of answers: there is no list of its published methods, expected {}",
                    program,
                    version,
                    folder.resolve(file));
        }
    }

    /** Forgets the lists, so that the next use reads them again. */
    public void forget() {
        lists.clear();
    }

    private static boolean isPublished(String stack, Set<String> methods) {
        for (String frame : StackNameSyntax.frames(stack)) {
            boolean known = frame.equals(StackNameSyntax.HIDDEN)
                    || methods.contains(StackNameSyntax.symbol(frame))
                    || StackNameSyntax.isJdkFrame(frame);
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private Optional<Set<String>> methods(String program, String version) throws IOException {
        // The names come from the configuration, so their number is limited.
        String name = file(program, version);
        if (!lists.containsKey(name)) {
            lists.put(name, read(name));
        }
        return lists.getOrDefault(name, Optional.empty());
    }

    private static String file(String program, String version) {
        return program + "@" + version + ".txt";
    }

    /**
     * A list that cannot be read counts as missing: its version's stacks are left out, and everything else is accepted.
     */
    private Optional<Set<String>> read(String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder) || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PublishedSymbols.of(
                            InputFile.readConfiguredFile(file).lines().toList())
                    .symbols());
        } catch (IOException e) {
            LOG.error("stacks are left out of answers: a list of published methods cannot be read: {}", e.getMessage());
            return Optional.empty();
        }
    }
}
