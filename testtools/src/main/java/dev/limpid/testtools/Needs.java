package dev.limpid.testtools;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Skips a test or a test class where one of these tools is missing. The tag lets a build run just these tests. */
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Tag("needs-a-tool")
@ExtendWith(NeedsCondition.class)
public @interface Needs {
    /** The tools that the test needs. */
    Tool[] value();
}
