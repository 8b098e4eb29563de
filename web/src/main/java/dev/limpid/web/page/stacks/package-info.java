/**
 * The pages about crashes and other stacks: groups of stacks, one stack, and the versions that it occurs in.
 */
@NullMarked
package dev.limpid.web.page.stacks;

import org.jspecify.annotations.NullMarked;
