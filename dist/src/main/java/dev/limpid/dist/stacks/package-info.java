/**
 * {@code limpid stacks}: published stacks become what somebody can fix. Published charts, the maintainers' file of known
 * stacks and lists of released methods flow in; a text, JSON, a Markdown report, or issues at a forge flow out. Groups and
 * states are those of {@link dev.limpid.charts.triage.TriagedStacks}. See {@code docs/stacks.md}.
 */
@NullMarked
package dev.limpid.dist.stacks;

import org.jspecify.annotations.NullMarked;
