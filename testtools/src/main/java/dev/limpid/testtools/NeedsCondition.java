package dev.limpid.testtools;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Decides before a test's parameters are created: an assumption that fails while they are created counts as an error.
 */
final class NeedsCondition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        List<Tool> missing = AnnotationSupport.findAnnotation(context.getElement(), Needs.class).stream()
                .flatMap(needs -> Stream.of(needs.value()))
                .filter(tool -> !tool.isAvailable())
                .toList();
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("all tools that it needs are installed");
        }
        SkippedTests skipped = SkippedTests.of(System.getProperty("limpid.root"));
        String test = context.getRequiredTestClass().getSimpleName();
        missing.forEach(tool -> skipped.add(tool, test));
        return ConditionEvaluationResult.disabled("missing: " + missing.get(0).described());
    }
}
