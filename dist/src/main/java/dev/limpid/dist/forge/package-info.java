/**
 * Issues at a forge: what stacks say becomes issues that are created, updated, reopened and commented through the forge's
 * API. Texts flow in; what was done, or in a dry run would be, flows out. What is to be done is decided by {@link
 * dev.limpid.dist.forge.IssuePlan}, which asks nobody. See {@code docs/stacks.md}.
 */
@NullMarked
package dev.limpid.dist.forge;

import org.jspecify.annotations.NullMarked;
