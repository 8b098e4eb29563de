/**
 * What a program's build does for Limpid: writes the program's identity and collection, checks the counters that the compiled classes
 * create against the charts that ask for them, and lists the classes and methods that stacks may show. The input is class files and
 * charts; the output is {@code META-INF/limpid/program.properties}, messages and a list. Charts are specified in
 * {@code spec/chart-config.md}.
 */
@NullMarked
package dev.limpid.maven;

import org.jspecify.annotations.NullMarked;
