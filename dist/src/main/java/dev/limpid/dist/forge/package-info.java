/**
 * Keeps issues about stacks at a forge: creates, updates, reopens and comments on them through the forge's API. The
 * input is texts; the output is what was done, or would be done in a dry run. {@link dev.limpid.dist.forge.IssuePlan}
 * decides what to do, without any requests of its own. See {@code docs/stacks.md}.
 */
@NullMarked
package dev.limpid.dist.forge;

import org.jspecify.annotations.NullMarked;
