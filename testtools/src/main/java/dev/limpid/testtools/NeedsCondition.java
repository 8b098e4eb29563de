package dev.limpid.testtools;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Decides before a test's parameters are made: an assumption that fails while they are made counts as an error.
 */
final class NeedsCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<Tool> missing = AnnotationSupport.findAnnotation(context.getElement(), Needs.class).stream()
                .flatMap(needs -> Stream.of(needs.value()))
                .filter(tool -> !tool.isHere())
                .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("all that it needs is here");
        }
        SkippedTests skipped = SkippedTests.of(System.getProperty("limpid.root"));
        String test = context.getRequiredTestClass().getSimpleName();
        missing.forEach(tool -> skipped.add(tool, test));
        return ConditionEvaluationResult.disabled(
                "there is no " + missing.get(0).described());
    }
}
