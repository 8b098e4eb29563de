package dev.limpid.charts.plan;

/** A machine's parts in an answer, one for each build, with their values in the chart's splits. */
public interface AnswerParts {

    /** How many parts there are. */
    int parts();

    /** The index of a part's value in a split, or -1 if the part does not name it. */
    int value(int part, int split);
}
