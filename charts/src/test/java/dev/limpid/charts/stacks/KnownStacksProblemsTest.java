package dev.limpid.charts.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Every problem of a file of known stacks is named with its line and column, in the order of the text. */
class KnownStacksProblemsTest {

    private static final String STACK = "stack: \"a.b.C.m\"\n";

    @Test
    void problems_areNamedWithTheirPlace() {
        assertProblems(
                "issue: https://a/1\n" + STACK + "---\nissue: https://a/1\n" + STACK,
                "4:8 found a second record of https://a/1, expected one for each issue");
        assertProblems("issue: https://a/1\n", "1:1 found a record without a stack, expected stack: \"a.b.C.method\"");
        assertProblems(
                "issue: https://a/1\nversions: 1.0\n" + STACK,
                "2:11 found versions in a record with an issue or a stack, expected them in a record with only a trial");
        assertProblems(
                "trial: x\nversions: 1.0,1 1\n",
                "2:11 found '1 1', expected versions such as 1.4.0-trial.* with commas between");
        assertProblems("trial: x\nfixed:\n" + STACK, "2:7 found nothing, expected a value of fixed");
        assertProblems(
                "oops\nissue: https://a/1\n" + STACK,
                "1:1 found a line without a colon, expected issue, trial, stack, versions or fixed");
        assertProblems(
                ": x\nissue: https://a/1\n" + STACK, "1:1 found '', expected issue, trial, stack, versions or fixed");
    }

    @Test
    void problems_areInTheOrderOfTheText() {
        assertProblems(
                "issue: https://a/1\nwhat: 1\nissue: https://a/2\n",
                "1:1 found a record without a stack, expected stack: \"a.b.C.method\"",
                "2:1 found 'what', expected issue, trial, stack, versions or fixed",
                "3:1 found a second 'issue', expected one, or --- before the next record");
    }

    private static void assertProblems(String text, String... expected) {
        MalformedKnownStacksException problems = catchThrowableOfType(
                MalformedKnownStacksException.class, () -> new KnownStacksReader("f", text).read());
        assertThat(problems).as(text).isNotNull();
        List<String> found = problems.problems().stream()
                .map(one -> one.line() + ":" + one.column() + " " + one.message())
                .toList();
        assertThat(found).containsExactly(expected);
    }
}
