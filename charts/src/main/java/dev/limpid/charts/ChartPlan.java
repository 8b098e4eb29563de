package dev.limpid.charts;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.UploadConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be drawn and what was asked: the decided charts, and every configuration that reports may name. Made once,
 * shared by all {@link ChartFold}s that are to be merged. Immutable, safe for any number of threads.
 */
public final class ChartPlan {

    private final List<UploadConfig> configs;
    private final Names configNames;
    private final List<ProgramPlan> programs;
    private final Names programNames;

    private ChartPlan(List<UploadConfig> configs, List<ProgramPlan> programs) {
        this.configs = configs;
        this.configNames = new Names(configs.stream().map(UploadConfig::version).toList());
        this.programs = programs;
        this.programNames = new Names(programs.stream().map(plan -> plan.name).toList());
    }

    /** A plan without known margins. */
    public static ChartPlan of(List<Chart> charts, Collection<UploadConfig> configs) {
        return of(charts, configs, List.of());
    }

    /**
     * A plan.
     *
     * @param charts the charts to draw, in the order of their text
     * @param configs the configurations that reports may name; their versions differ
     * @param margins what is known from elsewhere; at most one for each program and platform
     */
    public static ChartPlan of(List<Chart> charts, Collection<UploadConfig> configs, List<Margin> margins) {
        Map<String, UploadConfig> byVersion = new TreeMap<>(NaturalOrder.INSTANCE);
        for (UploadConfig config : configs) {
            if (byVersion.put(config.version(), config) != null) {
                throw new IllegalArgumentException(
                        "two configurations have version " + config.version() + ", expected one");
            }
        }
        List<UploadConfig> sorted = List.copyOf(byVersion.values());
        Map<String, List<Chart>> decided = new TreeMap<>();
        for (UploadConfig config : sorted) {
            config.programs().forEach(program -> decided.put(program.name(), new ArrayList<>()));
        }
        charts.forEach(chart -> decided.computeIfAbsent(chart.program(), program -> new ArrayList<>())
                .add(chart));
        List<ProgramPlan> programs = new ArrayList<>();
        decided.forEach((program, ofProgram) -> programs.add(
                new ProgramPlan(program, programs.size(), ofProgram, sorted, marginsOf(program, margins))));
        return new ChartPlan(sorted, List.copyOf(programs));
    }

    private static List<Margin> marginsOf(String program, List<Margin> margins) {
        Map<Platform, Margin> found = new LinkedHashMap<>();
        for (Platform platform : Platform.values()) {
            for (Margin margin : margins) {
                if (margin.program().equals(program)
                        && margin.platform() == platform
                        && found.put(platform, margin) != null) {
                    throw new IllegalArgumentException(
                            program + " has two margins by " + platform.word() + ", expected one");
                }
            }
        }
        return List.copyOf(found.values());
    }

    List<ProgramPlan> programs() {
        return programs;
    }

    Names programNames() {
        return programNames;
    }

    Names configNames() {
        return configNames;
    }

    int configCount() {
        return configs.size();
    }

    @Nullable
    ProgramPlan program(String name) {
        int id = programNames.find(name);
        return id == Names.UNKNOWN ? null : programs.get(id);
    }
}
