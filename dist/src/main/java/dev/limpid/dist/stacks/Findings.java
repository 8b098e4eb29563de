package dev.limpid.dist.stacks;

import dev.limpid.charts.NaturalOrder;
import dev.limpid.charts.stacks.KnownStacks;
import dev.limpid.charts.triage.StackHistory;
import dev.limpid.charts.triage.StackHistory.Member;
import dev.limpid.charts.triage.TriagedStacks;
import dev.limpid.charts.triage.TriagedStacks.TriagedGroup;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.report.PublishedSymbols;
import dev.limpid.protocol.report.PublishedSymbols.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All findings about one chart's stacks.
 *
 * @param overlaps stacks that match several known stacks
 * @param notes what could not be found, one sentence each
 */
record Findings(StackHistory history, List<Finding> all, List<TriagedStacks.Overlap> overlaps, List<String> notes) {

    Findings {
        all = List.copyOf(all);
        overlaps = List.copyOf(overlaps);
        notes = List.copyOf(notes);
    }

    static Findings of(
            StackHistory history,
            KnownStacks known,
            ReleaseFiles<PublishedSymbols> symbols,
            SourceLinks links,
            List<String> unmapped) {
        TriagedStacks triaged = TriagedStacks.of(history, known);
        List<Finding> all = triaged.groups().stream()
                .map(one -> finding(one, symbols, links))
                .toList();
        List<String> notes = new ArrayList<>(unmapped);
        notes.addAll(symbols.missing());
        return new Findings(history, all, triaged.overlaps(), notes);
    }

    private static Finding finding(TriagedGroup triaged, ReleaseFiles<PublishedSymbols> symbols, SourceLinks links) {
        List<String> versions = new ArrayList<>(triaged.group().values(Attribute.VERSION));
        versions.sort(NaturalOrder.INSTANCE.reversed());
        for (String version : versions) {
            Optional<Member> stack = triaged.group().stacks().stream()
                    .filter(one -> one.versions().contains(version))
                    .findFirst();
            if (stack.isPresent()) {
                return new Finding(triaged, stack, Optional.of(version), frames(stack.get(), version, symbols, links));
            }
        }
        Optional<Member> stack = triaged.group().stacks().stream().findFirst();
        return new Finding(
                triaged,
                stack,
                Optional.empty(),
                stack.stream()
                        .flatMap(one -> one.frames().stream())
                        .map(frame -> new Finding.Frame(frame, Optional.empty(), true, ""))
                        .toList());
    }

    private static List<Finding.Frame> frames(
            Member stack, String version, ReleaseFiles<PublishedSymbols> symbols, SourceLinks links) {
        Optional<PublishedSymbols> list = symbols.of(version);
        List<Finding.Frame> frames = new ArrayList<>();
        for (String frame : stack.frames()) {
            List<Place> places = list.map(one -> one.places(frame)).orElse(List.of());
            Optional<Place> first = places.stream().findFirst();
            frames.add(new Finding.Frame(
                    frame,
                    first,
                    places.size() < 2,
                    first.map(place -> links.to(place, version)).orElse("")));
        }
        return frames;
    }
}
