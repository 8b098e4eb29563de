package dev.limpid.server.publish.gate;

import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.server.publish.distinct.DistinctAnswers;
import dev.limpid.server.publish.distinct.SortedAnswers;
import dev.limpid.server.publish.file.CorruptDataException;
import dev.limpid.server.publish.index.GateSummary;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets only lines pass that at least k machines gave. Answers that are too rare are made coarser by one
 * {@link GeneralizationStep} after the other and counted again, and pass as soon as k are equal; the others are left out. An
 * answer passes once, so no machine is in two lines, and subtracting one line from another reveals nothing. It uses a
 * bounded amount of memory. {@code docs/publication.md} describes what the gate costs. Mutable, for one thread, for one
 * week.
 */
public final class PublicationGate implements Closeable {

    private final int least;
    private final Path folder;
    private final long memory;
    private final List<DistinctAnswers> open = new ArrayList<>();
    private long attributes;
    private long counts;
    private long leftOut;

    /**
     * Makes a gate.
     *
     * @param least how many machines must have given a line
     * @param folder where runs are stored until closing
     * @param memory how many bytes may be kept in memory
     */
    public PublicationGate(int least, Path folder, long memory) {
        this.least = least;
        this.folder = folder;
        this.memory = memory / 3; // for answers that passed, that did not, and of the next step
    }

    /** The answers that may be published. */
    public SortedAnswers pass(SortedAnswers answers) throws IOException {
        DistinctAnswers passed = table();
        DistinctAnswers rare = table();
        divide(answers, passed, rare);
        for (GeneralizationStep step : GeneralizationStep.values()) {
            DistinctAnswers coarser = table();
            try (SortedAnswers rows = rare.sorted()) {
                while (rows.advance()) {
                    coarser.add(coarser(step, rows.answer()), rows.machines());
                }
            }
            rare = table();
            try (SortedAnswers rows = coarser.sorted()) {
                long now = divide(rows, passed, rare);
                attributes += step.changesAttributes() ? now : 0;
                counts += step.changesAttributes() ? 0 : now;
            }
        }
        try (SortedAnswers rows = rare.sorted()) {
            while (rows.advance()) {
                leftOut += rows.machines();
            }
        }
        return passed.sorted();
    }

    /** The summary of its work, after {@link #pass}. */
    public GateSummary gated() {
        return new GateSummary(least, attributes, counts, leftOut);
    }

    /** Splits answers into those that pass and those that do not; returns how many machines gave the former. */
    private long divide(SortedAnswers answers, DistinctAnswers passed, DistinctAnswers rare) throws IOException {
        long machines = 0;
        while (answers.advance()) {
            boolean common = answers.machines() >= least;
            machines += common ? answers.machines() : 0;
            (common ? passed : rare).add(answers.answer(), answers.machines());
        }
        return machines;
    }

    private DistinctAnswers table() {
        DistinctAnswers table = new DistinctAnswers(folder, memory);
        open.add(table);
        return table;
    }

    private static byte[] coarser(GeneralizationStep step, byte[] answer) throws IOException {
        try {
            return AnswerCodec.toJson(step.coarser(AnswerCodec.read(answer)));
        } catch (MalformedJsonException e) {
            throw new CorruptDataException("an answer behind the gate cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        for (DistinctAnswers table : open) {
            table.close();
        }
    }
}
