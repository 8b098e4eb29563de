package dev.limpid.charts.plan;

/** What an answer says of a machine: for each part, which is of one build, the values of what the chart tells builds apart by. */
public interface MachineParts {

    /** How many there are. */
    int parts();

    /** The place of a part's value in a split, or -1 if the part does not say it. */
    int value(int part, int split);
}
