/**
 * {@code limpid stacks}: turns published stacks into reports that developers can act on. The input is published charts,
 * the maintainers' file of known stacks and lists of released methods; the output is text, JSON, a Markdown report, or
 * issues at a forge. {@link dev.limpid.charts.triage.TriagedStacks} determines groups and states. See
 * {@code docs/stacks.md}.
 */
@NullMarked
package dev.limpid.dist.stacks;

import org.jspecify.annotations.NullMarked;
