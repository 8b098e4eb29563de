package dev.limpid.e2e.site;

import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that get the browser, and are skipped if there is none. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Needs(Tool.CHROMIUM)
@ExtendWith(Chromium.class)
@interface BrowserTest {}
