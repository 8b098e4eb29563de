/**
 * What a program's build does for Limpid: writes down which program it is and where it belongs, checks the counters that
 * the compiled classes make against the charts that ask for them, lists the classes and methods that stacks may show.
 * Class files and charts flow in; {@code META-INF/limpid/program.properties}, messages and a list flow out. The charts
 * are those of {@code spec/chart-config.md}.
 */
@NullMarked
package dev.limpid.maven;

import org.jspecify.annotations.NullMarked;
