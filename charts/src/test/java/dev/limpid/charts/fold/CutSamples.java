package dev.limpid.charts.fold;

/** Cuts the samples of stacks as if there had been more than they hold. */
public final class CutSamples {

    private CutSamples() {}

    /** Keeps the lines below this priority, in all weeks of all charts. */
    public static void below(AnswerFold fold, double priority) {
        fold.stacks().values().forEach(sample -> sample.lowerThreshold(priority));
    }
}
